import { limitsFor } from '#calibration';
import type { ScoreMethod, ScoreSettings } from '#contracts';
import { partScores, type LearnedModel } from '#learning';
import { type InspectingModel } from '#inspection';
import { crossFittedScores, scoreReferenceOf, scorerOf } from '#memory-bank';
import type { Judging } from './judging.js';
import { scoreSettingsOf } from '../learn-set.js';
import { areaUnderRoc } from '#numbers';
import { shareOver } from './ranking.js';
import type { ScoreResult } from '../result.js';
import { scoreImages, type ScoredImage } from './score-images.js';

/** The scores that are compared, and the false-alarm targets they are compared at. */
const methods = ['worst-mean', 'place-and-frame'] as const;
const targets = [0.01, 0.05];

export interface ComparedScores {
  readonly scored: readonly ScoredImage[];
  readonly model: InspectingModel;
  readonly learned: LearnedModel;
}

/** Scores by the two named scores, from the same bank, the same test images and the same held-out maps. */
export async function sideBySide(
  compared: ComparedScores,
  judging: Judging,
): Promise<ScoreResult[]> {
  const distances = await distanceMaps(compared, judging);
  return methods.map((method) => {
    const settings = scoreSettingsOf(judging.options, method);
    const { reference, heldOut } = heldOutBy(settings, compared);
    const scorer = scorerOf(settings, compared.model.mask, reference);
    const scores = distances.map((map) => scorer(map, () => []).imageScore);
    return resultOf(method, partScores(heldOut), scores, compared.scored);
  });
}

/** Held-out scores by a method, from the maps of a calibration by any other: folds and distances are the same. */
function heldOutBy(settings: ScoreSettings, { scored, model, learned }: ComparedScores) {
  const { mask } = model;
  const { rows, columns } = scored[0]!.score;
  const frames = learned.heldOut;
  const known = { rows, columns, worst: settings.worst, mask };
  const placed = settings.method === 'place-and-frame';
  const reference = placed ? scoreReferenceOf(frames, known) : null;
  const scores = placed ? crossFittedScores(frames, known) : plainScores(settings, frames, mask);
  return { reference, heldOut: frames.map((frame, i) => ({ ...frame, score: scores[i]! })) };
}

function plainScores(
  settings: ScoreSettings,
  frames: LearnedModel['heldOut'],
  mask: Uint8Array | null,
): number[] {
  const scorer = scorerOf(settings, mask, null);
  return frames.map(({ map }) => scorer(map, () => []).imageScore);
}

/** Maps of plain distances: those of the judged scores are, unless places and frames went into them. */
async function distanceMaps(
  { scored, model }: ComparedScores,
  { onStep }: Judging,
): Promise<Float32Array[]> {
  if (model.score.method !== 'place-and-frame') return scored.map(({ score }) => score.map);
  const score = { ...model.score, method: 'worst-mean' } as const;
  const again = await scoreImages(scored, { ...model, score }, (done) =>
    onStep('score', done, scored.length),
  );
  return again.scored.map((one) => one.score.map);
}

function resultOf(
  method: ScoreMethod,
  heldOut: readonly number[],
  scores: readonly number[],
  scored: readonly ScoredImage[],
): ScoreResult {
  const good = scores.filter((_, i) => scored[i]!.type === 'good');
  const defect = scores.filter((_, i) => scored[i]!.type !== 'good');
  const at = targets.map((target) => {
    const { limits } = limitsFor(heldOut, {
      reject: target,
      review: target,
      method: 'conformal',
      whileProvisional: 0.1,
    });
    const found = shareOver(defect, limits.reject);
    return {
      target,
      falseAlarmRate: shareOver(good, limits.reject),
      missRate: found === null ? null : 1 - found,
    };
  });
  return { method, imageAuroc: areaUnderRoc(good, defect), at };
}
