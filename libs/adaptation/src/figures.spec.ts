import { expect, test } from 'vitest';
import { vectorsOf } from '#analysis';
import { kindFigures, precisionAmong } from './figures.js';
import { splitByLabel } from './split.js';

const labels = ['a', 'a', 'a', 'b', 'b', 'b'];

test('figures by hand: two heaps of three', () => {
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
