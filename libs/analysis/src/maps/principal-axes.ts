import type { TensorRuntime } from '#tensors';
import { dot, makeUnit, type Vectors } from '../vectors.js';

const turns = 200;

/**
 * Returns the vectors along their two principal components, `[n, 2]`, centred. Each axis points where its largest
 * loading is positive, so that the picture does not flip between machines.
 */
export function principalAxes(runtime: TensorRuntime, vectors: Vectors): Float64Array {
  const { tf } = runtime;
  const { count, dimensions } = vectors;
  const [covariance, centred] = tf.tidy(() => {
    const rows = tf.tensor2d(vectors.values, [count, dimensions]);
    const shifted = tf.sub<typeof rows>(rows, tf.mean(rows, 0));
    return [tf.div<typeof rows>(tf.matMul(shifted, shifted, true), count), shifted] as const;
  });
  try {
    const axes = twoAxes(covariance.dataSync() as Float32Array, dimensions);
    const flat = Float32Array.from({ length: 2 * dimensions }, (_, i) => axes[i % 2]![i >> 1]!);
    return Float64Array.from(
      tf.tidy(() => tf.matMul(centred, tf.tensor2d(flat, [dimensions, 2])).dataSync()),
    );
  } finally {
    tf.dispose([covariance, centred]);
  }
}

/** Simultaneous power iteration with Gram-Schmidt (Golub and Van Loan, Matrix Computations, 8.2.4). */
function twoAxes(matrix: Float32Array, d: number): [Float32Array, Float32Array] {
  let first = start(d, 1);
  let second = start(d, 2);
  for (let turn = 0; turn < turns; turn++) {
    first = makeUnit(times(matrix, first));
    const next = times(matrix, second);
    const along = dot(next, first);
    second = makeUnit(next.map((v, c) => v - along * first[c]!));
  }
  return [upright(first), upright(second)];
}

/** Any direction that no eigenvector is likely to be at a right angle to. */
function start(d: number, k: number): Float32Array {
  return makeUnit(Float32Array.from({ length: d }, (_, c) => Math.cos(k * (c + 1))));
}

function times(matrix: Float32Array, vector: Float32Array): Float32Array {
  const d = vector.length;
  return vector.map((_, r) => dot(matrix.subarray(r * d, (r + 1) * d), vector));
}

function upright(axis: Float32Array): Float32Array {
  const largest = axis.reduce((most, v) => (Math.abs(v) > Math.abs(most) ? v : most), 0);
  return largest < 0 ? axis.map((v) => -v) : axis;
}
