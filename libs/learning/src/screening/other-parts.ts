import type { Tensor3D, TensorRuntime } from '#tensors';
import { nearestParts, neighbourCount, type NearestParts } from './nearest-parts.js';
import { windowAround, type Grid } from './screen-window.js';

/** Frames that others are compared with: standardised patches and the part that each shows. */
export interface ComparedFrames {
  /** The patches of each frame, `[rows * columns, d]`. */
  readonly patches: readonly Float32Array[];
  readonly partOf: Int32Array;
  readonly grid: Grid;
  readonly dimensions: number;
  readonly mask: Uint8Array | null;
}

/** The distances and neighbours that were found for patches at one place. */
export interface FoundNeighbours {
  /** The distance of each patch, `[n]`. */
  readonly distances: Float32Array;
  /** The frames that were compared with, `[n, neighbourCount]`, nearest first; -1 where there are not so many parts. */
  readonly neighbours: Int32Array;
}

/**
 * The distances of patches from the frames of other parts: the mean of a patch's distances to the two nearest parts, in
 * each of which it may have moved by one place. Two of them, since two like defects would otherwise vouch for each
 * other. Owns its tensors.
 */
export class OtherParts {
  /** The points `[d + 1, rows * columns, frames]`: -2 times the patches, and last their squared norms. */
  readonly #points: Tensor3D;

  constructor(
    private readonly runtime: TensorRuntime,
    private readonly frames: ComparedFrames,
  ) {
    const { tf } = runtime;
    const { rows, columns } = frames.grid;
    const shape = [rows * columns, frames.patches.length, frames.dimensions] as const;
    this.#points = tf.tidy(() => {
      const patches = tf.tensor3d(byPlace(frames), [...shape]);
      const squares = tf.expandDims<Tensor3D>(tf.sum(tf.square(patches), 2), 0);
      return tf.concat3d([tf.transpose(tf.mul<Tensor3D>(patches, -2), [2, 0, 1]), squares], 0);
    });
  }

  /**
   * Returns the distances of the vectors `[n, d]`, which lie at `place`; `parts` are those they show, -1 for none here.
   */
  distances(place: number, vectors: Float32Array, parts: Int32Array): FoundNeighbours {
    const squared = this.#squared(place, vectors);
    const frames = this.frames.patches.length;
    const distances = new Float32Array(parts.length);
    const neighbours = new Int32Array(parts.length * neighbourCount);
    parts.forEach((own, i) => {
      const nearest = nearestParts(squared, i * frames, this.frames.partOf, own);
      distances[i] = twoNearest(nearest);
      neighbours.set(nearest.frames, i * neighbourCount);
    });
    return { distances, neighbours };
  }

  /** Squared distances to each frame's nearest patch in the window, `[n, frames]`; rounding may put some under 0. */
  #squared(place: number, vectors: Float32Array): Float32Array {
    const { tf } = this.runtime;
    const { dimensions, grid, mask } = this.frames;
    const window = windowAround(place, grid, mask);
    const frames = this.frames.patches.length;
    const result = tf.tidy(() => {
      const queries = tf.tensor2d(vectors, [vectors.length / dimensions, dimensions]);
      const places = tf.tensor1d(Int32Array.from(window), 'int32');
      const points = tf.reshape(tf.gather(this.#points, places, 1), [dimensions + 1, -1]);
      // A column of ones takes the points' squared norms in.
      const product = tf.matMul(tf.pad2d(queries, [[0, 0], [0, 1]], 1), points); // prettier-ignore
      const nearest = tf.min(tf.reshape(product, [queries.shape[0], window.length, frames]), 1);
      return tf.add(nearest, tf.sum(tf.square(queries), 1, true));
    });
    try {
      return result.dataSync() as Float32Array;
    } finally {
      result.dispose();
    }
  }

  dispose(): void {
    this.#points.dispose();
  }
}

/** Infinity where there is no other part; the nearest one's twice where there is one only. */
function twoNearest({ squared: [first = Infinity, second = Infinity] }: NearestParts): number {
  const nearest = Math.sqrt(Math.max(0, first));
  return second === Infinity ? nearest : (nearest + Math.sqrt(Math.max(0, second))) / 2;
}

/** Turns `[frames][places, d]` into `[places, frames, d]`. */
function byPlace({ patches, dimensions: d, grid }: ComparedFrames): Float32Array {
  const frames = patches.length;
  const values = new Float32Array(grid.rows * grid.columns * frames * d);
  patches.forEach((frame, i) => {
    for (let place = 0; place * d < frame.length; place++)
      values.set(frame.subarray(place * d, (place + 1) * d), (place * frames + i) * d);
  });
  return values;
}
