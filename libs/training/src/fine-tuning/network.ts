import type { Tensor4D, Variable } from '../fitting/tensor-types.js';

/** A network that is tuned: its patches have gradients. Who implements it owns the variables. */
export interface TunedNetwork {
  /** The variables to train; all others stay. */
  readonly variables: readonly Variable[];
  /** Returns the patches `[n, rows, columns, d]` of pixels `[n, size, size, 3]`, 0 to 255; called in a tidy. */
  patches(pixels: Tensor4D): Tensor4D;
}
