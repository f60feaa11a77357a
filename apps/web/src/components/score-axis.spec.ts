import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Inspection } from '#contracts';
import { chartRange, heightOf, placeOnBar } from './score-axis.js';

const limits = { warn: 4, reject: 5, scale: 0.3 };
const of = (imageScore: number) => ({ imageScore, limits }) as Inspection;

test('the limits keep their place on the bar, and what lies beyond is said', () => {
  expect(placeOnBar(5, limits)).toEqual({ at: 0.5, beyond: false });
  expect(placeOnBar(4, limits).at).toBeCloseTo(0.4);
  expect(placeOnBar(50, limits)).toEqual({ at: 1, beyond: true });
});

test('both limits are always inside the chart, and one wild score leaves room for the rest', () => {
  const scores = fc.array(fc.double({ min: 0, max: 1e6, noNaN: true }), { minLength: 1 });
  fc.assert(
    fc.property(scores, (list) => {
      const range = chartRange(list.map(of));
      for (const limit of [limits.warn, limits.reject]) {
        expect(heightOf(limit, range)).toBeGreaterThan(0);
        expect(heightOf(limit, range)).toBeLessThan(1);
      }
      expect(range.high).toBeLessThan(20);
    }),
  );
});
