import type { Tf } from '#tensors';
import type { Scalar, Tensor1D, Tensor2D } from '../fitting/tensor-types.js';
import { distances, otherPairs, samePairs } from './distances.js';

/** A number that is more than any distance of a batch. */
const far = 1e6;

/**
 * Returns the triplet loss with batch-hard mining over embeddings `[n, d]`: for each anchor with a partner and a
 * stranger in the batch, `max(0, margin + farthest partner - nearest stranger)`, Euclidean; the mean over these
 * anchors. Source: Hermans, Beyer and Leibe, In Defense of the Triplet Loss (2017), equation 5.
 * @throws RangeError when no anchor of the batch has both.
 */
export function tripletBatchHard(
  tf: Tf,
  embeddings: Tensor2D,
  labels: readonly number[],
  margin: number,
): Scalar {
  const anchors = anchorsOf(labels);
  const apart = distances(tf, embeddings);
  const farthest = apart.mul(samePairs(tf, labels)).max<Tensor1D>(1);
  const strangers = otherPairs(tf, labels);
  const nearest = apart.mul(strangers).add(strangers.mul(-far).add(far)).min<Tensor1D>(1);
  const losses = tf.relu(farthest.sub(nearest).add(margin)).mul(tf.tensor1d(anchors));
  return losses.sum().div<Scalar>(anchors.reduce((sum, one) => sum + one, 0));
}

/** 1 for the rows that have a partner and a stranger. */
function anchorsOf(labels: readonly number[]): number[] {
  const anchors = labels.map((label, i) => {
    const partner = labels.some((other, j) => j !== i && other === label);
    return partner && labels.some((other) => other !== label) ? 1 : 0;
  });
  if (anchors.includes(1)) return anchors;
  throw new RangeError(
    'a batch for triplets needs two embeddings of one label and one of another; this one has none',
  );
}
