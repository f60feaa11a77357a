import type { ScoreSettings } from '#contracts';
import type { EmbeddedNormal } from '#learning';
import { buildBank } from '#memory-bank';
import type { TensorRuntime } from '#tensors';
import { areaUnderRoc } from '#numbers';

/** Frames in one product. */
const batch = 16;
const score: ScoreSettings = { method: 'worst-mean', worst: 10, neighbours: 1 };

export interface Ranking {
  readonly runtime: TensorRuntime;
  readonly rows: number;
  readonly seed: number;
}

/** Returns the image AUROC of good parts against defects, by a bank of these normals; null when either is missing. */
export async function rankWith(
  normals: readonly EmbeddedNormal[],
  good: readonly EmbeddedNormal[],
  defects: readonly EmbeddedNormal[],
  { runtime, rows, seed }: Ranking,
): Promise<number | null> {
  const bank = await buildBank(runtime, normals, { rows, seed });
  try {
    const scores = async (frames: readonly EmbeddedNormal[]) => {
      const found: number[] = [];
      for (let from = 0; from < frames.length; from += batch) {
        const patches = tensorOf(frames.slice(from, from + batch), runtime);
        try {
          for (const { imageScore } of await bank.score(patches, score)) found.push(imageScore);
        } finally {
          patches.dispose();
        }
      }
      return found;
    };
    return areaUnderRoc(await scores(good), await scores(defects));
  } finally {
    bank.dispose();
  }
}

/** `[n, rows, columns, d]`; the caller disposes of it. */
function tensorOf(frames: readonly EmbeddedNormal[], { tf }: TensorRuntime) {
  const { rows, columns, dimensions, patches } = frames[0]!;
  const values = new Float32Array(frames.length * patches.length);
  frames.forEach((frame, i) => values.set(frame.patches, i * patches.length));
  return tf.tensor4d(values, [frames.length, rows, columns, dimensions]);
}
