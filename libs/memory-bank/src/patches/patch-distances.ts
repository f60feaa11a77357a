import type { TensorRuntime } from '#tensors';
import type { MemoryBank } from '../memory-bank.js';

/** Returns the Euclidean distance of raw patches `[n, d]` to their nearest row of the bank, `[n]`. */
export async function patchDistances(
  runtime: TensorRuntime,
  bank: MemoryBank,
  patches: Float32Array,
): Promise<Float32Array> {
  const count = patches.length / bank.dimensions;
  if (count === 0) return new Float32Array(0);
  const tensor = runtime.tf.tensor4d(patches, [1, 1, count, bank.dimensions]);
  try {
    const [score] = await bank.score(tensor, { method: 'maximum', worst: 1, neighbours: 1 });
    return score!.map;
  } finally {
    tensor.dispose();
  }
}
