import type { Channels } from '#memory-bank';
import { equalVariances } from './equal-variances.js';

/** A linear projection of patches: `z = W v + b`, W `[d, d]` row by row. */
export interface PatchProjection {
  readonly dimensions: number;
  readonly weights: Float32Array;
  readonly bias: Float32Array;
}

/** Sums over standardised patches from which their covariance comes; they are of mean 0 by their making. */
export class CovarianceSums {
  readonly #sums: Float64Array;
  #count = 0;

  constructor(readonly dimensions: number) {
    this.#sums = new Float64Array(dimensions * dimensions);
  }

  /** Adds patches `[n, d]`. */
  add(patches: Float32Array): void {
    const d = this.dimensions;
    for (let at = 0; at < patches.length; at += d)
      for (let i = 0; i < d; i++)
        for (let j = 0; j <= i; j++) this.#sums[i * d + j]! += patches[at + i]! * patches[at + j]!;
    this.#count += patches.length / d;
  }

  covariance(): Float64Array {
    const d = this.dimensions;
    return this.#sums.map((_, at) => {
      const [i, j] = [Math.floor(at / d), at % d];
      return this.#sums[Math.max(i, j) * d + Math.min(i, j)]! / this.#count;
    });
  }
}

/**
 * Returns the projection under which plain distances are the weighted ones: standardise, multiply by the square roots
 * of the weights, and rotate until all channels have one variance over the normals. A memory bank standardises each
 * channel by its own deviation, which would take the weights out again; of equal deviations it takes nothing but the
 * scale.
 */
export function weightedProjection(
  weights: Float32Array,
  channels: Channels,
  covariance: Float64Array,
): PatchProjection {
  const d = weights.length;
  const roots = Float64Array.from(weights, Math.sqrt);
  const scaled = covariance.map((v, at) => v * roots[Math.floor(at / d)]! * roots[at % d]!);
  const q = equalVariances(scaled, d);
  const matrix = q.map((v, at) => (v * roots[at % d]!) / channels.deviation[at % d]!);
  const bias = Float32Array.from({ length: d }, (_, z) => {
    let sum = 0;
    for (let c = 0; c < d; c++) sum -= matrix[z * d + c]! * channels.mean[c]!;
    return sum;
  });
  return { dimensions: d, weights: Float32Array.from(matrix), bias };
}

/** Returns what the projection gives for patches `[n, d]`, as the backbone that has it will. */
export function projectPatches(
  { dimensions: d, weights, bias }: PatchProjection,
  patches: Float32Array,
): Float32Array {
  const projected = new Float32Array(patches.length);
  for (let at = 0; at < patches.length; at += d)
    for (let z = 0; z < d; z++) {
      let sum = bias[z]!;
      for (let c = 0; c < d; c++) sum += weights[z * d + c]! * patches[at + c]!;
      projected[at + z] = sum;
    }
  return projected;
}
