import fc from 'fast-check';
import { expect, test } from 'vitest';
import { areaUnderRoc } from '#numbers';
import { bestF1, shareOver } from './ranking.js';

// Few values, so that most scores tie.
const scores = fc.array(fc.integer({ min: 0, max: 6 }), { minLength: 1, maxLength: 30 });

test('the area is the share of pairs in the right order, ties half', () => {
  fc.assert(
    fc.property(scores, scores, (good, defect) => {
      let wins = 0;
      for (const g of good) for (const d of defect) wins += d > g ? 1 : d === g ? 0.5 : 0;
      expect(areaUnderRoc(good, defect)).toBeCloseTo(wins / (good.length * defect.length), 12);
    }),
  );
});

test('the best F1 is that of the best of all thresholds', () => {
  fc.assert(
    fc.property(scores, scores, (good, defect) => {
      const slow = [...good, ...defect].map((limit) => {
        const hits = defect.filter((s) => s >= limit).length;
        const alarms = good.filter((s) => s >= limit).length;
        return (2 * hits) / (2 * hits + alarms + (defect.length - hits));
      });
      expect(bestF1(good, defect)).toBeCloseTo(Math.max(...slow), 12);
    }),
  );
});

test('the areas and shares are those by hand', () => {
  expect(areaUnderRoc([1, 2], [3, 4])).toBe(1);
  expect(areaUnderRoc([3, 4], [1, 2])).toBe(0);
  expect(areaUnderRoc([1, 3], [2])).toBe(0.5);
  expect(shareOver([1, 2, 3, 4], 3)).toBe(0.25);
});

test('without good parts or defects there is no figure', () => {
  expect(areaUnderRoc([], [1])).toBeNull();
  expect(areaUnderRoc([1], [])).toBeNull();
  expect(bestF1([], [1])).toBeNull();
  expect(shareOver([], 1)).toBeNull();
});
