import type { DifferentlyJudged, Limits, TestComparison } from '#contracts';
import { type KnownScore, testVerdictOf } from './known-scores.js';

/** A model's scores of test pictures, and the limits that it judges them by. */
export interface JudgedSet {
  readonly scores: readonly (KnownScore & { readonly fileName: string | null })[];
  readonly limits: Limits;
}

/** The pictures that two models have both judged, and those on which they differ in what passes. */
export type ScoreComparison = Pick<
  TestComparison,
  'compared' | 'newMisses' | 'newlyCaught' | 'newAlarms' | 'alarmsGone'
>;

/**
 * Compares what a model lets pass with what another one did, picture by picture: a part passes when its verdict is
 * `ok`. Pictures that one of them has not judged are left out.
 */
export function compareScores(before: JudgedSet, after: JudgedSet): ScoreComparison {
  const earlier = new Map(before.scores.map((score) => [score.pictureId, score.imageScore]));
  const both = after.scores.flatMap((score) => {
    const imageScore = earlier.get(score.pictureId);
    return imageScore === undefined ? [] : [differenceOf(score, imageScore, before, after)];
  });
  const which = (known: string, passedBefore: boolean) =>
    both
      .filter((one) => one.known === known)
      .filter((one) => passes(one.before) === passedBefore && passes(one.after) !== passedBefore)
      .sort((a, b) => a.after.imageScore - b.after.imageScore);
  return {
    compared: {
      good: both.filter(({ known }) => known === 'good').length,
      bad: both.filter(({ known }) => known === 'bad').length,
    },
    newMisses: which('bad', false),
    newlyCaught: which('bad', true).reverse(),
    newAlarms: which('good', true).reverse(),
    alarmsGone: which('good', false),
  };
}

function differenceOf(
  { pictureId, known, kind, fileName, imageScore }: JudgedSet['scores'][number],
  scoreBefore: number,
  before: JudgedSet,
  after: JudgedSet,
): DifferentlyJudged {
  return {
    pictureId,
    known,
    kind,
    fileName,
    before: testVerdictOf(scoreBefore, before.limits),
    after: testVerdictOf(imageScore, after.limits),
  };
}

const passes = ({ verdict }: DifferentlyJudged['before']) => verdict === 'ok';
