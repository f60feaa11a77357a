import type { Tensor4D, Variable } from '../fitting/tensor-types.js';

/** What is tuned: a network whose patches have gradients. Who implements it owns the variables. */
export interface TunedNetwork {
  /** Those to train; all others stay. */
  readonly variables: readonly Variable[];
  /** Pixels `[n, size, size, 3]`, 0 to 255, to patches `[n, rows, columns, d]`; called in a tidy. */
  patches(pixels: Tensor4D): Tensor4D;
}
