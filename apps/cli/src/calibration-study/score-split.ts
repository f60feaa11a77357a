import { scoreSettings, type ScoreSettings } from '#contracts';
import { roundedToFloat16 } from '#numbers';
import type { Backbone } from '#embedding';
import { learn, type EmbeddedNormal, type LearnedModel } from '#learning';
import { plainView } from '#inspection';
import { readBank } from '#memory-bank';
import type { TensorRuntime } from '#tensors';
import type { EmbeddedPart } from './embedded-parts.js';
import type { SplitScores } from './figures.js';
import type { StudyOptions } from './options.js';

/** The number of frames that are scored in one product. */
const scoreBatch = 16;

/** Returns the score settings of a new station, unless another score is asked for. */
export function scoreSettingsOf({ score }: StudyOptions): ScoreSettings {
  return scoreSettings.parse(score === undefined ? {} : { method: score });
}

export interface Scoring {
  readonly options: StudyOptions;
  readonly runtime: TensorRuntime;
  readonly backbone: Backbone;
}

/**
 * Makes a model as a calibration makes it from one half (nothing is screened: all are said to be good), and what it
 * says of the other; a part's score is its worst frame's.
 */
export async function scoreSplit(
  half: readonly EmbeddedPart[],
  unseen: readonly EmbeddedPart[],
  scoring: Scoring,
): Promise<Omit<SplitScores, 'split'>> {
  const learned = await learnFrom(half.flat(), scoring);
  const scores = await scoresOf(unseen.flat(), learned, scoring);
  return {
    heldOut: learned.certificate.heldOutScores,
    unseen: unseen.map((part) => Math.max(...part.map(({ normalId }) => scores.get(normalId)!))),
  };
}

function learnFrom(
  frames: readonly EmbeddedNormal[],
  { options, runtime, backbone }: Scoring,
): Promise<LearnedModel> {
  const byId = new Map(frames.map((frame) => [frame.normalId, frame]));
  const target = options.target[0]!;
  return learn({
    normals: frames.map(({ normalId, partId }) => ({ id: normalId, partId, bytes: notRead })),
    known: (id) => Promise.resolve(rounded(byId.get(id)!)),
    backbone,
    bankSettings: { rows: options.rows, seed: options.seed },
    scoreSettings: scoreSettingsOf(options),
    // Only the scores are taken: limits for all targets come from the same ones.
    targets: {
      reject: target,
      review: Math.max(target, 0.05),
      method: 'conformal',
      whileProvisional: 0.1,
    },
    view: plainView(backbone.size),
    seed: options.seed,
    runtime,
  });
}

function notRead(): never {
  throw new Error('every normal of the study is embedded before its first split');
}

/**
 * Rounds a frame's patches as a calibration keeps embeddings; unseen frames are scored from unrounded ones, as a worker
 * does.
 */
function rounded(frame: EmbeddedNormal): EmbeddedNormal {
  return { ...frame, patches: roundedToFloat16(frame.patches) };
}

async function scoresOf(
  frames: readonly EmbeddedNormal[],
  learned: LearnedModel,
  { options, runtime }: Scoring,
): Promise<Map<string, number>> {
  const bank = readBank(runtime, learned.bankBytes, { sha256: learned.bankSha256 });
  const reference = learned.scoreReference;
  const scores = new Map<string, number>();
  try {
    for (let from = 0; from < frames.length; from += scoreBatch) {
      const batch = frames.slice(from, from + scoreBatch);
      const patches = tensorOf(runtime, batch);
      try {
        const found = await bank.score(patches, scoreSettingsOf(options), { reference });
        batch.forEach(({ normalId }, i) => scores.set(normalId, found[i]!.imageScore));
      } finally {
        patches.dispose();
      }
    }
  } finally {
    bank.dispose();
  }
  return scores;
}

/** `[n, rows, columns, d]`; the caller disposes of it. */
function tensorOf({ tf }: TensorRuntime, frames: readonly EmbeddedNormal[]) {
  const { rows, columns, dimensions, patches } = frames[0]!;
  const values = new Float32Array(frames.length * patches.length);
  frames.forEach((frame, i) => values.set(frame.patches, i * patches.length));
  return tf.tensor4d(values, [frames.length, rows, columns, dimensions]);
}
