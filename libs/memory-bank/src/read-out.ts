import type { Tensor, TensorRuntime } from '#tensors';

/**
 * Returns the values of the tensor that `compute` returns; it and everything made on the way is disposed of. Never
 * return an array from `tf.tidy` itself: it looks at every element for tensors, which took ten times as long as the
 * product whose result it was.
 */
export function readOut(runtime: TensorRuntime, compute: () => Tensor): Float32Array {
  const result = runtime.tf.tidy(compute);
  try {
    return result.dataSync() as Float32Array;
  } finally {
    result.dispose();
  }
}
