import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compareScores } from './compare-scores.js';
import type { KnownScore } from './known-scores.js';
import { testFigures } from './test-figures.js';

const limits = { warn: 1, reject: 2, scale: 1 };
let ids = 0;
const scored = (imageScore: number, said: Partial<KnownScore> = {}) => ({
  pictureId: `picture-${ids++}`,
  known: 'good' as const,
  kind: null,
  partId: null,
  fileName: null,
  cameraFault: null,
  imageScore,
  ...said,
});
const bad = (imageScore: number, kind: string | null = null, partId: string | null = null) =>
  scored(imageScore, { known: 'bad', kind, partId });

test('the shares of good and bad parts and of each kind are those by hand', () => {
  const set = [scored(0.5), scored(0.6), scored(1.5), scored(2.5), bad(0.7, 'dent'), bad(3, 'dent'), bad(1.2)]; // prettier-ignore
  const figures = testFigures(set, limits)!;
  expect(figures.good).toMatchObject({
    parts: 4,
    defect: { parts: 1, share: 0.25 },
    review: { parts: 1, share: 0.25 },
    ok: { parts: 2, share: 0.5 },
  });
  expect(figures.bad).toMatchObject({ parts: 3, ok: { parts: 1, share: 1 / 3 } });
  expect(figures.kinds.map(({ kind, verdicts }) => [kind, verdicts.ok.parts, verdicts.parts])).toEqual([['dent', 1, 2], [null, 0, 1]]); // prettier-ignore
  // Of 12 pairs, the bad part at 0.7 is over 2 good ones, the one at 3 over 4, the one at 1.2 over 2.
  expect(figures.imageAuroc).toBeCloseTo(8 / 12, 12);
});

test('the worst misses come first, and the worst false alarms', () => {
  const set = [scored(1.5), scored(9), scored(0), bad(0.9), bad(0.1), bad(1.1), bad(5)];
  const { misses, missed, falseAlarms, alarmed } = testFigures(set, limits)!;
  expect(misses.map(({ imageScore }) => imageScore)).toEqual([0.1, 0.9]);
  expect(falseAlarms.map(({ imageScore, verdict }) => [imageScore, verdict])).toEqual([[9, 'defect'], [1.5, 'review']]); // prettier-ignore
  expect([missed, alarmed]).toEqual([2, 2]);
});

test('several pictures of one part count once, by the one that is worst', () => {
  const set = [bad(0.5, 'dent', 'p1'), bad(3, 'dent', 'p1'), scored(0.2, { partId: 'p1' })];
  const figures = testFigures(set, limits)!;
  expect(figures.bad).toMatchObject({ parts: 1, defect: { parts: 1 } });
  expect(figures.misses).toEqual([]);
  expect(figures.good).toMatchObject({ parts: 1 });
});

test('with good parts alone there is no ranking and no share of bad ones', () => {
  expect(testFigures([scored(1)], limits)).toMatchObject({
    imageAuroc: null,
    bad: null,
    kinds: [],
  });
  expect(testFigures([], limits)).toBeNull();
});

const scores = fc.array(fc.double({ min: 0, max: 4, noNaN: true }), {
  minLength: 1,
  maxLength: 40,
});

test('every part is in one bin of the histogram, and in one of the three shares', () => {
  fc.assert(
    fc.property(scores, scores, (good, wrong) => {
      const set = [...good.map((score) => scored(score)), ...wrong.map((score) => bad(score))];
      const { histogram, good: counts } = testFigures(set, limits)!;
      const sum = (of: readonly number[]) => of.reduce((a, b) => a + b, 0);
      expect([sum(histogram.good), sum(histogram.bad)]).toEqual([good.length, wrong.length]);
      const { defect, review, ok } = counts!;
      expect(defect.parts + review.parts + ok.parts).toBe(good.length);
    }),
  );
});

test('a candidate that passes what was caught is named with both verdicts, worst first', () => {
  const [a, b, c] = [bad(3), bad(2.5), scored(0.5)];
  const later = (score: KnownScore, imageScore: number) => ({
    ...score,
    fileName: null,
    imageScore,
  });
  const before = { scores: [a, b, c], limits };
  const after = { scores: [later(a, 0.9), later(b, 0.3), later(c, 1.5), bad(0)], limits };
  const { newMisses, newAlarms, newlyCaught, compared } = compareScores(before, after);
  expect(newMisses.map(({ pictureId }) => pictureId)).toEqual([b.pictureId, a.pictureId]);
  expect(newMisses[0]).toMatchObject({ before: { verdict: 'defect' }, after: { verdict: 'ok' } });
  expect(newAlarms.map(({ pictureId }) => pictureId)).toEqual([c.pictureId]);
  expect(newlyCaught).toEqual([]);
  expect(compared).toEqual({ good: 1, bad: 2 });
  expect(compareScores(after, before).newlyCaught).toHaveLength(2);
});

test('limits alone may change what passes: each model is judged by its own', () => {
  const scores = [bad(1.5)];
  const looser = { scores, limits: { warn: 1.8, reject: 2.5, scale: 1 } };
  expect(compareScores({ scores, limits }, looser).newMisses).toHaveLength(1);
});
