import type { Tf } from '#tensors';
import type { Scalar, Tensor2D } from '../fitting/tensor-types.js';
import { meanLogLoss } from './cross-entropy.js';
import { unitRows } from './unit-rows.js';

/**
 * Returns the InfoNCE of MoCo: queries `[n, d]` of one view, keys `[n, d]` of the other from the momentum encoder (no
 * gradient flows into them), and a queue `[k, d]` of earlier keys as strangers; all taken at unit length. The mean of
 * `-log` of the own key's share in the softmax of cosines over the temperature. Source: He et al., Momentum Contrast
 * for Unsupervised Visual Representation Learning (CVPR 2020), equation 1.
 */
export function momentumContrast(
  tf: Tf,
  queries: Tensor2D,
  keys: Tensor2D,
  queue: Tensor2D,
  temperature: number,
): Scalar {
  const unit = unitRows(tf, queries);
  const own = unit.mul(unitRows(tf, keys)).sum<Tensor2D>(1, true);
  const others = unit.matMul<Tensor2D>(unitRows(tf, queue), false, true);
  const likeness = tf.concat([own, others], 1).div<Tensor2D>(temperature);
  return meanLogLoss(tf, likeness, new Array<number>(queries.shape[0]).fill(0));
}
