import type { Tensor, TensorRuntime } from '#tensors';
import { nearestParts, neighbourCount, type NearestParts } from './nearest-parts.js';
import { windowAround, type Grid } from './screen-window.js';

/** Frames that others are compared with: standardised patches and the part that each shows. */
export interface ComparedFrames {
  /** `[rows * columns, d]` each. */
  readonly patches: readonly Float32Array[];
  readonly partOf: Int32Array;
  readonly grid: Grid;
  readonly dimensions: number;
  readonly mask: Uint8Array | null;
}

/** What was found for patches at one place. */
export interface FoundNeighbours {
  /** `[n]` */
  readonly distances: Float32Array;
  /** `[n, neighbourCount]`, frames that were compared with, nearest first; -1 where there are not so many parts. */
  readonly neighbours: Int32Array;
}

/**
 * How far a patch lies from the frames of other parts: the mean of its distances to the two nearest parts, in each
 * of which it may have moved by one place. Two of them, since two like defects would otherwise vouch for each other.
 * Owns its tensors.
 */
export class OtherParts {
  /** `[rows * columns, frames, d]` */
  readonly #points: Tensor;
  /** Squared norms `[rows * columns, frames]`. */
  readonly #squares: Tensor;

  constructor(
    private readonly runtime: TensorRuntime,
    private readonly frames: ComparedFrames,
  ) {
    const { tf } = runtime;
    const values = byPlace(frames);
    const { rows, columns } = frames.grid;
    this.#points = tf.tensor3d(values, [rows * columns, frames.patches.length, frames.dimensions]);
    this.#squares = tf.tidy(() => tf.sum(tf.square(this.#points), 2));
  }

  /** Of the vectors `[n, d]`, which lie at `place`; `parts` are those they show, -1 for none here. */
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
    const result = tf.tidy(() => {
      const queries = tf.tensor2d(vectors, [vectors.length / dimensions, dimensions]);
      const places = tf.tensor1d(window, 'int32');
      const points = tf.reshape(tf.gather(this.#points, places), [-1, dimensions]);
      const squares = tf.reshape(tf.gather(this.#squares, places), [1, -1]);
      const product = tf.matMul(queries, tf.transpose(tf.mul(points, -2)));
      const shape = [queries.shape[0], window.length, this.frames.patches.length];
      const nearest = tf.min(tf.reshape(tf.add(product, squares), shape), 1);
      return tf.add(nearest, tf.sum(tf.square(queries), 1, true));
    });
    try {
      return result.dataSync() as Float32Array;
    } finally {
      result.dispose();
    }
  }

  dispose(): void {
    this.runtime.tf.dispose([this.#points, this.#squares]);
  }
}

/** Infinity where there is no other part; the nearest one's twice where there is one only. */
function twoNearest({ squared: [first = Infinity, second = Infinity] }: NearestParts): number {
  const nearest = Math.sqrt(Math.max(0, first));
  return second === Infinity ? nearest : (nearest + Math.sqrt(Math.max(0, second))) / 2;
}

/** From `[frames][places, d]` to `[places, frames, d]`. */
function byPlace({ patches, dimensions: d, grid }: ComparedFrames): Float32Array {
  const frames = patches.length;
  const values = new Float32Array(grid.rows * grid.columns * frames * d);
  patches.forEach((frame, i) => {
    for (let place = 0; place * d < frame.length; place++)
      values.set(frame.subarray(place * d, (place + 1) * d), (place * frames + i) * d);
  });
  return values;
}
