import { type NormalPatches, standardise, type Channels } from '#memory-bank';
import type { TensorRuntime } from '#tensors';

/** Frames in one product. */
const framesAtOnce = 8;

/**
 * Returns the distance of each of the standardised vectors `[n, d]` to the nearest counted patch of each frame,
 * anywhere in it: one `[n]` array a frame, in the order in which the frames come.
 */
export async function distancesToFrames(
  runtime: TensorRuntime,
  vectors: Float32Array,
  frames: AsyncIterable<NormalPatches>,
  { channels, mask }: { channels: Channels; mask: Uint8Array | null },
): Promise<Float32Array[]> {
  const found: Float32Array[] = [];
  let batch: Float32Array[] = [];
  const flush = () => {
    if (batch.length > 0) found.push(...nearestIn(runtime, vectors, batch, channels.mean.length));
    batch = [];
  };
  for await (const { patches } of frames) {
    batch.push(counted(patches, channels, mask));
    if (batch.length === framesAtOnce) flush();
  }
  flush();
  return found;
}

/** Standardised copies of the patches that count. */
function counted(patches: Float32Array, channels: Channels, mask: Uint8Array | null): Float32Array {
  const d = channels.mean.length;
  const kept = mask ? patches.filter((_, i) => mask[Math.floor(i / d)]) : patches.slice();
  standardise(kept, channels);
  return kept;
}

function nearestIn(
  runtime: TensorRuntime,
  vectors: Float32Array,
  frames: readonly Float32Array[],
  d: number,
): Float32Array[] {
  const { tf } = runtime;
  const n = vectors.length / d;
  const all = new Float32Array(frames.length * frames[0]!.length);
  frames.forEach((frame, i) => all.set(frame, i * frame.length));
  const result = tf.tidy(() => {
    const points = tf.tensor2d(all, [all.length / d, d]);
    const queries = tf.tensor2d(vectors, [n, d]);
    const product = tf.matMul(queries, tf.transpose(tf.mul(points, -2)));
    const squared = tf.add(product, tf.sum(tf.square(points), 1));
    const nearest = tf.min(tf.reshape(squared, [n, frames.length, -1]), 2);
    return tf.transpose(tf.add(nearest, tf.sum(tf.square(queries), 1, true)));
  });
  try {
    const values = result.dataSync() as Float32Array;
    return frames.map((_, i) =>
      values.slice(i * n, (i + 1) * n).map((squared) => Math.sqrt(Math.max(0, squared))),
    );
  } finally {
    result.dispose();
  }
}
