import type { Tf } from '#tensors';
import type { Tensor2D } from '../fitting/tensor-types.js';

/** Returns the rows of `[n, d]` at unit length; a zero row stays zero. */
export function unitRows(tf: Tf, rows: Tensor2D): Tensor2D {
  const squares = rows.square().sum(1, true);
  return rows.div<Tensor2D>(tf.sqrt(tf.maximum(squares, 1e-12)));
}
