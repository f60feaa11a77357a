import type { Tf } from '#tensors';
import type { Scalar, Tensor2D } from '../fitting/tensor-types.js';
import { distances, otherPairs, samePairs, squaredDistances } from './distances.js';

/**
 * Returns the contrastive loss over all pairs of a batch `[n, d]`: half the squared distance of partners, and half of
 * `max(0, margin - distance)^2` of strangers; the mean of each kind of pair, added, so that the many strangers do not
 * drown the partners. Source: Hadsell, Chopra and LeCun, Dimensionality Reduction by Learning an Invariant Mapping
 * (CVPR 2006), equation 4.
 */
export function contrastive(
  tf: Tf,
  embeddings: Tensor2D,
  labels: readonly number[],
  margin: number,
): Scalar {
  const pull = squaredDistances(tf, embeddings).div<Tensor2D>(2);
  const push = tf.relu(distances(tf, embeddings).mul(-1).add(margin)).square().div<Tensor2D>(2);
  const partners = meanOver(pull, samePairs(tf, labels));
  return partners.add<Scalar>(meanOver(push, otherPairs(tf, labels)));
}

/** The mean of the values where the mask is 1; 0 where it is nowhere. */
function meanOver(values: Tensor2D, mask: Tensor2D): Scalar {
  return values.mul(mask).sum().div<Scalar>(mask.sum().maximum(1));
}
