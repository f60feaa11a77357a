import { scoreSettings, type ScoreSettings } from '#contracts';
import { heldOut } from '#calibration';
import type { Backbone } from '#embedding';
import type { EmbeddedNormal } from '#inspection';
import { buildBank, type MemoryBank } from '#memory-bank';
import type { TensorRuntime } from '#tensors';
import type { EmbeddedPart } from './embedded-parts.js';
import type { StudyOptions } from './options.js';

/** The score of a new station, unless another is asked for. */
export function scoreSettingsOf({ score }: StudyOptions): ScoreSettings {
  return scoreSettings.parse(score === undefined ? {} : { method: score });
}

interface Scoring {
  readonly options: StudyOptions;
  readonly runtime: TensorRuntime;
  readonly backbone: Backbone;
}

export async function scoreSplit(
  learn: readonly EmbeddedPart[],
  unseen: readonly EmbeddedPart[],
  scoring: Scoring,
): Promise<{ heldOut: readonly number[]; unseen: number[] }> {
  const frames = learn.flat();
  const byId = new Map(frames.map((frame) => [frame.normalId, frame]));
  const { seed } = scoring.options;
  const held = await heldOut({
    normals: frames.map(({ normalId, partId }) => ({ id: normalId, partId })),
    folds: 5,
    seed,
    scoreFold: (train, ids) =>
      withBank(
        train.map((id) => byId.get(id)!),
        scoring,
        (bank) =>
          scoresOf(
            bank,
            ids.map((id) => byId.get(id)!),
            scoring,
          ),
      ),
  });
  const scores = await withBank(frames, scoring, (bank) => scoresOf(bank, unseen.flat(), scoring));
  return {
    heldOut: held.parts,
    unseen: unseen.map((part) => Math.max(...part.map(({ normalId }) => scores.get(normalId)!))),
  };
}

async function withBank<T>(
  frames: readonly EmbeddedNormal[],
  { runtime, options, backbone }: Scoring,
  work: (bank: MemoryBank) => Promise<T>,
): Promise<T> {
  const bank = await buildBank(runtime, frames, {
    rows: options.rows,
    seed: options.seed,
    backbone: backbone.hash,
  });
  try {
    return await work(bank);
  } finally {
    bank.dispose();
  }
}

async function scoresOf(
  bank: MemoryBank,
  frames: readonly EmbeddedNormal[],
  { runtime, options }: Scoring,
) {
  const scores = new Map<string, number>();
  for (let from = 0; from < frames.length; from += 16) {
    const batch = frames.slice(from, from + 16);
    const { rows, columns, dimensions, patches } = batch[0]!;
    const values = new Float32Array(batch.length * patches.length);
    batch.forEach((frame, i) => values.set(frame.patches, i * patches.length));
    const tensor = runtime.tf.tensor4d(values, [batch.length, rows, columns, dimensions]);
    try {
      const found = await bank.score(tensor, scoreSettingsOf(options));
      batch.forEach(({ normalId }, i) => scores.set(normalId, found[i]!.imageScore));
    } finally {
      tensor.dispose();
    }
  }
  return scores;
}
