import type { FarthestRows } from './farthest-rows.js';
import { smallest, squaredDistance } from '#numbers';

/** The number of candidates beyond which their distances to each other are not tabled: 4,096 squared are 64 MiB. */
const tableAtMost = 4096;
/** Elements of one table piece at most. */
const tableElements = 16 * 2 ** 20;

/**
 * The rows that the next picks are taken from, with exact squared distances to the nearest picked row.
 * The float32 tables only tell which distances need not be looked at.
 */
export class CandidateSet {
  readonly #nearest: Float64Array;
  readonly #table: Float32Array | undefined;

  constructor(
    private readonly all: FarthestRows,
    private readonly indices: Int32Array,
    picked: readonly number[],
  ) {
    this.#nearest = new Float64Array(indices.length).fill(Infinity);
    this.#table = indices.length <= tableAtMost ? all.between(indices, indices) : undefined;
    const step = Math.max(1, Math.floor(tableElements / picked.length));
    for (let from = 0; from < indices.length; from += step)
      this.#measure(from, indices.subarray(from, from + step), picked);
  }

  /** Returns the farthest candidate, the first where several are; `place` is its place among the candidates. */
  farthest(): { place: number; squaredDistance: number } {
    let place = 0;
    for (let i = 1; i < this.#nearest.length; i++)
      if (this.#nearest[i]! > this.#nearest[place]!) place = i;
    return { place, squaredDistance: this.#nearest[place]! };
  }

  /** Counts the candidate at `place` as picked. */
  pick(place: number): void {
    const size = this.indices.length;
    for (let i = 0; i < size; i++) {
      const rough = this.#table ? this.#table[place * size + i]! : -Infinity;
      if (rough - this.all.errorBound < this.#nearest[i]!)
        this.#bringNearer(i, this.indices[place]!);
    }
  }

  /** Exact distances of a piece of the candidates to the nearest of `picked`. */
  #measure(from: number, piece: Int32Array, picked: readonly number[]): void {
    const rough = this.all.between(piece, picked);
    const width = picked.length;
    for (let i = 0; i < piece.length; i++) {
      const row = rough.subarray(i * width, (i + 1) * width);
      const near = smallest(row) + 2 * this.all.errorBound;
      for (let j = 0; j < width; j++) if (row[j]! <= near) this.#bringNearer(from + i, picked[j]!);
    }
  }

  #bringNearer(candidate: number, picked: number): void {
    const { rows, dimensions } = this.all;
    const exact = squaredDistance(rows, this.indices[candidate]!, rows, picked, dimensions);
    if (exact < this.#nearest[candidate]!) this.#nearest[candidate] = exact;
  }
}
