import type { Tf } from '#tensors';
import type { Tensor2D } from '../fitting/tensor-types.js';

/** The gradient of a root has no bound at 0: two equal embeddings count as this far apart, squared. */
const leastSquare = 1e-12;

/** Returns the Euclidean distances between all rows of `[n, d]`: `[n, n]`. */
export function distances(tf: Tf, rows: Tensor2D): Tensor2D {
  return tf.sqrt(squaredDistances(tf, rows));
}

/** Returns the squared Euclidean distances between all rows of `[n, d]`: `[n, n]`. */
export function squaredDistances(tf: Tf, rows: Tensor2D): Tensor2D {
  const count = rows.shape[0];
  // Differences, not |a|^2 + |b|^2 - 2ab: near ones would cancel in float32.
  const differences = rows
    .reshape([count, 1, -1])
    .sub(rows.reshape([1, count, -1]))
    .square();
  return tf.maximum(differences.sum<Tensor2D>(2), leastSquare);
}

/** Returns 1 where two different rows have one label, 0 elsewhere: `[n, n]`. */
export function samePairs(tf: Tf, labels: readonly number[]): Tensor2D {
  return pairs(tf, labels, (i, j) => i !== j && labels[i] === labels[j]);
}

/** Returns 1 where two rows have different labels, 0 elsewhere: `[n, n]`. */
export function otherPairs(tf: Tf, labels: readonly number[]): Tensor2D {
  return pairs(tf, labels, (i, j) => labels[i] !== labels[j]);
}

function pairs(
  tf: Tf,
  labels: readonly number[],
  wanted: (i: number, j: number) => boolean,
): Tensor2D {
  const n = labels.length;
  const values = Float32Array.from({ length: n * n }, (_, at) =>
    wanted(Math.floor(at / n), at % n) ? 1 : 0,
  );
  return tf.tensor2d(values, [n, n]);
}
