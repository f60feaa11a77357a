import type { Tf } from '#tensors';
import type { Scalar, Tensor1D, Tensor2D } from '../fitting/tensor-types.js';

/** The layer that turns an embedding into one number a class; left behind after training. */
export interface Classifier {
  /** The weights `[classes, d]`. */
  readonly weights: Tensor2D;
  /** The biases `[classes]`. */
  readonly bias: Tensor1D;
}

/**
 * Returns the loss of classification: `-mean log softmax(W e + b)[label]` over embeddings `[n, d]`; the embedding is
 * taken before the classifier. Source: Bishop, Pattern Recognition and Machine Learning (2006), equation 4.108.
 */
export function crossEntropy(
  tf: Tf,
  embeddings: Tensor2D,
  { weights, bias }: Classifier,
  labels: readonly number[],
): Scalar {
  const decisions = embeddings.matMul<Tensor2D>(weights, false, true).add<Tensor2D>(bias);
  return meanLogLoss(tf, decisions, labels);
}

/** Returns `-mean log softmax(row)[label]` over the rows of decisions `[n, classes]`. */
export function meanLogLoss(tf: Tf, decisions: Tensor2D, labels: readonly number[]): Scalar {
  const wanted = tf.oneHot(tf.tensor1d([...labels], 'int32'), decisions.shape[1]);
  const logShares = tf.logSoftmax(decisions);
  return logShares.mul(wanted).sum().div<Scalar>(-labels.length);
}
