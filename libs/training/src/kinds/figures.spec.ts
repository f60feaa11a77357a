import { expect, test } from 'vitest';
import { vectorsOf } from '#analysis';
import { kindFigures, precisionAmong } from './figures.js';
import { isBetter } from './fit-kinds.js';
import { refuseTooFewImages } from './enough-images.js';
import { fewestOfAKind, splitByLabel } from './split.js';

const labels = ['a', 'a', 'a', 'b', 'b', 'b'];

test('the figures are those by hand, for two heaps of three', () => {
  const apart = vectorsOf([[0], [1], [2], [100], [101], [102]]);
  // Five nearest others are all others: two of five are of one's kind; the vote goes to the three others.
  const figures = kindFigures(apart, labels);
  expect(figures.precisionAt5).toBeCloseTo(0.4);
  expect(figures).toMatchObject({ nearestAccuracy: 0, balancedAccuracy: null });
  const gallery = vectorsOf([[0], [0], [0], [0], [0], [100], [100], [100], [100], [100]]);
  const names = ['a', 'a', 'a', 'a', 'b', 'b', 'b', 'b', 'b', 'b'];
  expect(precisionAmong(vectorsOf([[1], [99]]), ['a', 'b'], gallery, names)).toBeCloseTo(0.9);
});

test('a split has every image once, each kind in every part, the same for a seed', () => {
  const many = Array.from({ length: 60 }, (_, i) => (i % 3 === 0 ? 'rare' : 'common'));
  const split = splitByLabel(many, 7);
  const all = [...split.learn, ...split.tune, ...split.judge].sort((x, y) => x - y);
  expect(all).toEqual(many.map((_, i) => i));
  for (const part of [split.learn, split.tune, split.judge])
    expect(new Set(part.map((i) => many[i])).size).toBe(2);
  expect(splitByLabel(many, 7)).toEqual(split);
  expect(splitByLabel(many, 8)).not.toEqual(split);
});

test('a kind with the fewest images or more has some to learn, to tune and two to judge; with one less it has not', () => {
  const parts = (count: number) => {
    const { learn, tune, judge } = splitByLabel(
      Array.from({ length: count }, () => 'a'),
      1,
    );
    return learn.length >= 2 && tune.length >= 1 && judge.length >= 2;
  };
  for (let count = fewestOfAKind; count < 300; count++) expect(parts(count)).toBe(true);
  expect(parts(fewestOfAKind - 1)).toBe(false);
});

test('too few kinds or images are refused by name and number', () => {
  const of = (kind: string, count: number) => Array.from({ length: count }, () => kind);
  const refused = (...kinds: string[][]) => {
    try {
      refuseTooFewImages(kinds.flat());
    } catch (error) {
      return error;
    }
    return null;
  };
  const error = (message: RegExp) =>
    expect.objectContaining({
      code: 'validation-failed',
      message: expect.stringMatching(message) as string,
    }) as unknown;
  expect(refused(of('dent', 6), of('scratch', 6))).toBeNull();
  expect(refused()).toEqual(error(/there is none/));
  expect(refused(of('dent', 60))).toEqual(error(/is one, "dent" with 60 images/));
  expect(refused(of('dent', 5), of('scratch', 9), of('chip', 1))).toEqual(
    error(/needs 6 images .*"dent" with 5 images, "chip" with 1 image\./),
  );
});

test('better is what learned something and is no worse on the tuning images', () => {
  const outcome = (bestEpoch: number, base: number, trained: number) => ({
    deciding: { base, trained },
    fitted: { bestEpoch } as Parameters<typeof isBetter>[0]['fitted'],
  });
  expect(isBetter(outcome(3, 0.5, 0.6))).toBe(true);
  expect(isBetter(outcome(3, 0.5, 0.5))).toBe(true);
  expect(isBetter(outcome(3, 0.5, 0.4))).toBe(false);
  expect(isBetter(outcome(0, 0.5, 0.6))).toBe(false);
});
