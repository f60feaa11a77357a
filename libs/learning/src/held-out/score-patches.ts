import type { ScoreSettings } from '#contracts';
import type { FrameScore, MemoryBank, NormalPatches, ScoreOptions } from '#memory-bank';
import type { TensorRuntime } from '#tensors';

/** The number of frames that are scored in one product. */
const scoreBatch = 16;

/** Scores frames from patches that are kept off the tensor runtime, in their order, some at a time. */
export async function scorePatches(
  runtime: TensorRuntime,
  bank: MemoryBank,
  frames: AsyncIterable<NormalPatches>,
  settings: ScoreSettings,
  options: ScoreOptions,
): Promise<FrameScore[]> {
  const scores: FrameScore[] = [];
  let batch: NormalPatches[] = [];
  const flush = async () => {
    if (batch.length === 0) return;
    const patches = tensorOf(runtime, batch);
    try {
      scores.push(...(await bank.score(patches, settings, options)));
    } finally {
      patches.dispose();
    }
    batch = [];
  };
  for await (const frame of frames) {
    batch.push(frame);
    if (batch.length === scoreBatch) await flush();
  }
  await flush();
  return scores;
}

/** `[n, rows, columns, d]`; the caller disposes of it. */
function tensorOf(runtime: TensorRuntime, frames: readonly NormalPatches[]) {
  const { rows, columns, dimensions, patches } = frames[0]!;
  const values = new Float32Array(frames.length * patches.length);
  frames.forEach((frame, i) => values.set(frame.patches, i * patches.length));
  return runtime.tf.tensor4d(values, [frames.length, rows, columns, dimensions]);
}
