import { limitsFor } from '#calibration';
import type { ScoreMethod } from '#contracts';
import { partScores, type LearnedModel } from '#learning';
import { type InspectingModel } from '#inspection';
import { scorerOf } from '#memory-bank';
import type { Judging } from './judging.js';
import { scoreSettingsOf, type SetLearner } from './learn-set.js';
import { areaUnderRoc } from '#numbers';
import { shareOver } from './ranking.js';
import type { ScoreResult } from './result.js';
import { scoreImages, type ScoredImage } from './score-images.js';

/** The scores that are compared, and the false-alarm targets they are compared at. */
const methods = ['worst-mean', 'place-and-frame'] as const;
const targets = [0.01, 0.05];

export interface ComparedScores {
  readonly scored: readonly ScoredImage[];
  readonly model: InspectingModel;
  readonly learned: LearnedModel;
}

/** Scores by the two named scores, from the same bank and the same test images, each with its own held-out scores. */
export async function sideBySide(
  compared: ComparedScores,
  judging: Judging,
  learner: SetLearner,
): Promise<ScoreResult[]> {
  const distances = await distanceMaps(compared, judging);
  const results: ScoreResult[] = [];
  for (const method of methods) {
    const same = method === compared.model.score.method;
    const learned = same ? compared.learned : await learner.learn(method);
    const settings = scoreSettingsOf(judging.options, method);
    const scorer = scorerOf(settings, compared.model.mask, learned.scoreReference);
    const scores = distances.map((map) => scorer(map, () => []).imageScore);
    results.push(resultOf(method, partScores(learned.heldOut), scores, compared.scored));
  }
  return results;
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
    const { limits } = limitsFor(heldOut, { reject: target, review: target, method: 'conformal' });
    const found = shareOver(defect, limits.reject);
    return {
      target,
      falseAlarmRate: shareOver(good, limits.reject),
      missRate: found === null ? null : 1 - found,
    };
  });
  return { method, imageAuroc: areaUnderRoc(good, defect), at };
}
