import type { Tf } from '#tensors';
import type { Scalar, Tensor2D } from '../fitting/tensor-types.js';
import { meanLogLoss } from './cross-entropy.js';
import { unitRows } from './unit-rows.js';

/** The number that takes an embedding's likeness to itself out of the softmax. */
const never = 1e9;

/**
 * Returns the NT-Xent of SimCLR over two views of n images: embeddings `[2 n, d]`, row i and row n + i of one image,
 * taken at unit length. The mean over all 2 n of `-log` of the partner's share in the softmax of cosines over the
 * temperature, all other rows being strangers. Source: Chen et al., A Simple Framework for Contrastive Learning of
 * Visual Representations (ICML 2020), equation 1.
 */
export function ntXent(tf: Tf, embeddings: Tensor2D, temperature: number): Scalar {
  const rows = embeddings.shape[0];
  const unit = unitRows(tf, embeddings);
  const likeness = unit.matMul<Tensor2D>(unit, false, true).div<Tensor2D>(temperature);
  const others = likeness.sub<Tensor2D>(tf.eye(rows).mul(never));
  const partners = Array.from({ length: rows }, (_, i) => (i + rows / 2) % rows);
  return meanLogLoss(tf, others, partners);
}

/** Returns the same for embeddings `[2 n, d]` that are no tensor yet; owns its tensors. */
export function heldOutNtXent(
  tf: Tf,
  embeddings: Float32Array,
  dimensions: number,
  temperature: number,
): number {
  return tf.tidy(() => {
    const rows = tf.tensor2d(embeddings, [embeddings.length / dimensions, dimensions]);
    return ntXent(tf, rows, temperature).arraySync();
  });
}
