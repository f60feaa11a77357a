import { expect, test } from 'vitest';
import { foldsByLabel } from './folds.js';

const labels = Array.from({ length: 47 }, (_, i) => (i % 4 === 0 ? 'rare' : 'common'));

test.each([2, 5])('%i folds: each image judges once, each split has every image once', (folds) => {
  const splits = foldsByLabel(labels, folds, 3);
  const all = labels.map((_, i) => i);
  const sorted = (places: readonly number[]) => [...places].sort((a, b) => a - b);
  expect(sorted(splits.flatMap(({ judge }) => judge))).toEqual(all);
  for (const { learn, tune, judge } of splits) {
    expect(sorted([...learn, ...tune, ...judge])).toEqual(all);
    for (const part of [learn, tune, judge])
      expect(new Set(part.map((i) => labels[i])).size).toBe(2);
  }
});

test('the same for a seed, another for another; one fold is refused', () => {
  expect(foldsByLabel(labels, 3, 1)).toEqual(foldsByLabel(labels, 3, 1));
  expect(foldsByLabel(labels, 3, 1)).not.toEqual(foldsByLabel(labels, 3, 2));
  expect(() => foldsByLabel(labels, 1, 1)).toThrow(/two folds/);
});
