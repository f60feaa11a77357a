import {
  TouchstoneError,
  type NearestNormal,
  type ScoreReference,
  type ScoreSettings,
} from '#contracts';
import type { Tensor4D, TensorRuntime } from '#tensors';
import type { BankContents } from './file/bank-contents.js';
import { bankBytes } from './file/bank-file.js';
import { scorerOf, worstPlace, type Scorer } from './score/image-score.js';
import { NearestRows, type NearestRow, type Queries } from './patches/nearest-rows.js';
import type { Grid } from './patches/patch-collection.js';
import { squaredDistance } from '#numbers';

/** The score of one frame against the bank. */
export interface FrameScore {
  /** The score that the verdict is taken from; unbounded. */
  readonly imageScore: number;
  /**
   * Patch scores in the image score's unit, row-major `[rows * columns]`: Euclidean distance to the nearest row of
   * the bank, standardised by place and frame where the method is; 0 where masked.
   */
  readonly map: Float32Array;
  readonly rows: number;
  readonly columns: number;
  /** The worst patch, the normal patch that it was compared with, and their Euclidean distance. */
  readonly nearest: NearestNormal;
}

/** The facts beside the bank that scoring may use. */
export interface ScoreOptions {
  /** The mask, row-major, 1 where a patch counts: the others are in no score and have 0 in the map. Null: all count. */
  readonly mask?: Uint8Array | null;
  /** The reference of the normals' scores that `place-and-frame` needs; the other methods need none. */
  readonly reference?: ScoreReference | null;
}

/** The normal patch embeddings kept after coreset selection, ready for k-NN. Owns its tensors. */
export class MemoryBank {
  readonly #nearest: NearestRows;
  readonly #runtime: TensorRuntime;

  constructor(
    runtime: TensorRuntime,
    readonly contents: BankContents,
  ) {
    this.#runtime = runtime;
    this.#nearest = new NearestRows(runtime, contents);
  }

  get rows(): number {
    return this.#nearest.count;
  }

  get dimensions(): number {
    return this.contents.dimensions;
  }

  /** The bytes of memory that it takes, about: its rows, and the engine's copy of them. */
  get bytes(): number {
    return 2 * this.contents.rows.byteLength;
  }

  /** The grid of the normals' patches. */
  get grid(): Grid {
    return this.contents.grid;
  }

  /**
   * Scores frames from their raw patch embeddings `[frames, rows, columns, d]`, which stay the caller's.
   * Patch scores agree with distances taken in float64 to 1e-5 of the patch's norm; the worst patch's
   * nearest row is exact.
   * @throws TouchstoneError bank-invalid when the embeddings have other dimensions than the bank; model-invalid
   * when the mask or the reference is of another grid, or the method needs a reference and there is none.
   */
  // eslint-disable-next-line @typescript-eslint/require-await -- a promise, so that a backend that must be waited for fits in
  async score(
    patches: Tensor4D,
    settings: ScoreSettings,
    { mask = null, reference = null }: ScoreOptions = {},
  ): Promise<FrameScore[]> {
    const [frames, rows, columns, dimensions] = patches.shape;
    if (dimensions !== this.dimensions)
      throw new TouchstoneError(
        'bank-invalid',
        `The bank holds patches of ${this.dimensions} dimensions, the backbone gives ${dimensions}: ` +
          'the model was made with another backbone.',
      );
    refuseOtherGrid({ rows, columns }, mask, reference);
    const scorer = scorerOf(settings, mask, reference);
    const queries = this.#nearest.queries(patches);
    try {
      return this.#scoreFrames(queries, frames, { rows, columns }, { settings, mask, scorer });
    } finally {
      this.#runtime.tf.dispose([queries.points, queries.squares]);
    }
  }

  #scoreFrames(
    queries: Queries,
    frames: number,
    grid: Grid,
    {
      settings,
      mask,
      scorer,
    }: { settings: ScoreSettings; mask: Uint8Array | null; scorer: Scorer },
  ): FrameScore[] {
    const size = grid.rows * grid.columns;
    const maps = mapsOf(this.#nearest.distances(queries), frames, mask);
    const farthest = maps.map((map, i) => i * size + worstPlace(map, mask));
    const exact = this.#nearest.nearest(queries, farthest);
    maps.forEach((map, i) => (map[farthest[i]! - i * size] = exact[i]!.distance));
    const scores = maps.map((map, i) =>
      scorer(map, () => this.#neighbourDistances(queries, farthest[i]!, exact[i]!, settings)),
    );
    const worst = scores.map(({ map }, i) => i * size + worstPlace(map, mask));
    const same = worst.every((place, i) => place === farthest[i]);
    const nearest = same ? exact : this.#nearest.nearest(queries, worst);
    return scores.map((score, i) => ({
      ...score,
      ...grid,
      nearest: this.#nearestNormal(worst[i]! - i * size, grid, nearest[i]!),
    }));
  }

  #nearestNormal(place: number, grid: Grid, nearest: NearestRow): NearestNormal {
    const { normalIds, normalOf, placeOf } = this.contents;
    return {
      patch: patchPlace(place, grid),
      patchScore: nearest.distance,
      normalId: normalIds[normalOf[nearest.row]!]!,
      normalPatch: patchPlace(placeOf[nearest.row]!, this.grid),
    };
  }

  /** Distances of a query to the rows nearest to its nearest row, that row first. */
  #neighbourDistances(
    queries: Queries,
    query: number,
    nearest: NearestRow,
    settings: ScoreSettings,
  ): number[] {
    if (settings.neighbours < 2) return [nearest.distance];
    const { rows, dimensions } = this.contents;
    const near = Array.from({ length: this.rows }, (_, row) => ({
      row,
      squared: squaredDistance(rows, nearest.row, rows, row, dimensions),
    }))
      .sort((a, b) => a.squared - b.squared || a.row - b.row)
      .slice(0, settings.neighbours);
    const { tf } = this.#runtime;
    const point = tf.slice(queries.points, [query, 0], [1, dimensions]);
    try {
      const values = point.dataSync() as Float32Array;
      return near.map(({ row }) => Math.sqrt(squaredDistance(values, 0, rows, row, dimensions)));
    } finally {
      point.dispose();
    }
  }

  /** Writes the bank as a safetensors file; the same bank gives the same bytes. */
  toBytes(): Uint8Array {
    return bankBytes(this.contents);
  }

  dispose(): void {
    this.#nearest.dispose();
  }
}

function patchPlace(place: number, grid: Grid): { row: number; column: number } {
  return { row: Math.floor(place / grid.columns), column: place % grid.columns };
}

/** Returns one map of distances a frame, 0 where masked. */
function mapsOf(distances: Float32Array, frames: number, mask: Uint8Array | null): Float32Array[] {
  const size = distances.length / frames;
  return Array.from({ length: frames }, (_, i) => {
    const map = distances.slice(i * size, (i + 1) * size);
    return mask ? map.map((distance, place) => (mask[place] === 1 ? distance : 0)) : map;
  });
}

function refuseOtherGrid(
  { rows, columns }: Grid,
  mask: Uint8Array | null,
  reference: ScoreReference | null,
): void {
  const fits =
    (!mask || mask.length === rows * columns) &&
    (!reference || (reference.rows === rows && reference.columns === columns));
  if (!fits)
    throw new TouchstoneError(
      'model-invalid',
      `The backbone gives ${rows} x ${columns} patches, the model's mask or score reference is of another grid: ` +
        'calibrate the station again.',
    );
}
