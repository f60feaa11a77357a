import { TouchstoneError, type NearestNormal, type ScoreSettings } from '#contracts';
import type { Tensor4D, TensorRuntime } from '#tensors';
import type { BankContents } from './bank-contents.js';
import { bankBytes } from './bank-file.js';
import { imageScore, worstPlace } from './image-score.js';
import { NearestRows, type NearestRow, type Queries } from './nearest-rows.js';
import type { Grid } from './patch-collection.js';
import { squaredDistance } from './squared-distance.js';

/** What the bank says of one frame. */
export interface FrameScore {
  /** What the verdict is taken from; unbounded. */
  readonly imageScore: number;
  /** Patch scores, row-major `[rows * columns]`: Euclidean distance to the nearest row of the bank. */
  readonly map: Float32Array;
  readonly rows: number;
  readonly columns: number;
  /** The worst patch and the normal patch that it was compared with. */
  readonly nearest: NearestNormal;
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

  /** Grid of the normals' patches. */
  get grid(): Grid {
    return this.contents.grid;
  }

  /**
   * Scores frames from their raw patch embeddings `[frames, rows, columns, d]`, which stay the caller's.
   * Patch scores agree with distances taken in float64 to 1e-5 of the patch's norm; the worst patch's
   * nearest row is exact.
   * @throws TouchstoneError bank-invalid when the embeddings have other dimensions than the bank.
   */
  // eslint-disable-next-line @typescript-eslint/require-await -- a promise, so that a backend that must be waited for fits in
  async score(patches: Tensor4D, settings: ScoreSettings): Promise<FrameScore[]> {
    const [frames, rows, columns, dimensions] = patches.shape;
    if (dimensions !== this.dimensions)
      throw new TouchstoneError(
        'bank-invalid',
        `The bank holds patches of ${this.dimensions} dimensions, the backbone gives ${dimensions}: ` +
          'the model was made with another backbone.',
      );
    const queries = this.#nearest.queries(patches);
    try {
      return this.#scoreFrames(queries, frames, { rows, columns }, settings);
    } finally {
      this.#runtime.tf.dispose([queries.points, queries.squares]);
    }
  }

  #scoreFrames(
    queries: Queries,
    frames: number,
    grid: Grid,
    settings: ScoreSettings,
  ): FrameScore[] {
    const distances = this.#nearest.distances(queries);
    const size = grid.rows * grid.columns;
    const maps = Array.from({ length: frames }, (_, i) =>
      distances.slice(i * size, (i + 1) * size),
    );
    const worst = maps.map((map, i) => i * size + worstPlace(map));
    const nearest = this.#nearest.nearest(queries, worst);
    return maps.map((map, i) => {
      const place = worst[i]! - i * size;
      map[place] = nearest[i]!.distance;
      const neighbours = () => this.#neighbourDistances(queries, worst[i]!, nearest[i]!, settings);
      return {
        imageScore: imageScore(map, settings, neighbours),
        map,
        ...grid,
        nearest: this.#nearestNormal(place, grid, nearest[i]!),
      };
    });
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

  /** The bank as a safetensors file; the same bank gives the same bytes. */
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
