import { limitsFor } from '#calibration';
import type { ScoreMethod } from '#contracts';
import { partScores, placedScores, type InspectingModel, type Learned } from '#inspection';
import { scorerOf, type Scorer } from '#memory-bank';
import type { Judging } from './judge.js';
import { areaUnderRoc, shareOver } from './ranking.js';
import type { ScoreResult } from './result.js';
import { scoreImages, type ScoredImage } from './score-images.js';

/** False-alarm targets that the scores are compared at. */
const targets = [0.01, 0.05];

export interface Compared {
  readonly scored: readonly ScoredImage[];
  readonly model: InspectingModel;
  readonly learned: Learned;
}

interface Named {
  readonly method: ScoreMethod;
  /** One a part. */
  readonly heldOut: readonly number[];
  readonly scorer: Scorer;
}

/** The two named scores, from the same bank, the same held-out maps and the same test images. */
export async function sideBySide(compared: Compared, judging: Judging): Promise<ScoreResult[]> {
  const distances = await distanceMaps(compared, judging);
  return [plain(compared), placed(compared)].map((named) => resultOf(named, distances, compared));
}

/** Maps of plain distances: those of the judged scores are, unless places and frames went into them. */
async function distanceMaps(
  { scored, model }: Compared,
  { onStep }: Judging,
): Promise<Float32Array[]> {
  if (model.score.method !== 'place-and-frame') return scored.map(({ score }) => score.map);
  const score = { ...model.score, method: 'worst-mean' } as const;
  const again = await scoreImages(scored, { ...model, score }, (done) =>
    onStep('score', done, scored.length),
  );
  return again.scored.map((one) => one.score.map);
}

function plain({ model, learned }: Compared): Named {
  const method = 'worst-mean';
  const scorer = scorerOf({ ...model.score, method }, model.mask, null);
  const frames = learned.heldOut.map((frame) => ({
    ...frame,
    score: scorer(frame.map, () => []).imageScore,
  }));
  return { method, heldOut: partScores(frames), scorer };
}

function placed({ model, learned }: Compared): Named {
  const method = 'place-and-frame';
  const { grid } = model.backbone;
  const { scores, reference } = placedScores(learned.heldOut, grid, model.score.worst, model.mask);
  const frames = learned.heldOut.map((frame, i) => ({ ...frame, score: scores[i]! }));
  const scorer = scorerOf({ ...model.score, method }, model.mask, reference);
  return { method, heldOut: partScores(frames), scorer };
}

function resultOf(
  { method, heldOut, scorer }: Named,
  distances: readonly Float32Array[],
  { scored }: Compared,
): ScoreResult {
  const scores = distances.map((map) => scorer(map, () => []).imageScore);
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
