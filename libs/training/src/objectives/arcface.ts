import type { Tf } from '#tensors';
import type { Scalar, Tensor2D } from '../fitting/tensor-types.js';
import { meanLogLoss } from './cross-entropy.js';
import { unitRows } from './unit-rows.js';

export interface ArcFaceSettings {
  /** The scale s that cosines are multiplied by before the softmax. */
  readonly scale: number;
  /** The margin m in radians that is added to the angle between an embedding and its own class. */
  readonly margin: number;
}

/** The root's gradient has no bound where an embedding lies on its class's direction. */
const mostSquare = 1 - 1e-7;

/**
 * Returns the loss of the additive angular margin: `-mean log softmax(s cos(angle to each class, + m for one's
 * own))[label]` over embeddings `[n, d]` and class directions `[classes, d]`, both taken at unit length. Beyond pi - m,
 * where cos(angle + m) rises again, it goes on as `cos(angle) - m sin(m)`. Source: Deng et al., ArcFace (CVPR 2019),
 * equation 3, and its authors' implementation for the second part.
 */
export function arcFace(
  tf: Tf,
  embeddings: Tensor2D,
  classes: Tensor2D,
  labels: readonly number[],
  { scale, margin }: ArcFaceSettings,
): Scalar {
  const cosines = unitRows(tf, embeddings).matMul<Tensor2D>(unitRows(tf, classes), false, true);
  const sines = tf.sqrt(tf.minimum(cosines.square(), mostSquare).mul(-1).add(1));
  const turned = cosines.mul(Math.cos(margin)).sub(sines.mul(Math.sin(margin)));
  const beyond = cosines.sub(margin * Math.sin(margin));
  // 1 or 0; unlike a comparison it has a gradient, which is zero.
  const within = tf.step(cosines.sub(Math.cos(Math.PI - margin)));
  const own = tf.oneHot(tf.tensor1d([...labels], 'int32'), classes.shape[0]);
  const target = beyond.add(within.mul(turned.sub(beyond)));
  const moved = target.sub(cosines).mul(own);
  return meanLogLoss(tf, cosines.add(moved).mul<Tensor2D>(scale), labels);
}
