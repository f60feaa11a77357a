import fc from 'fast-check';
import { expect, test } from 'vitest';
import { axisOf, pathOf } from './chart-path.js';

const value = fc.option(fc.double({ min: -1e6, max: 1e6, noNaN: true }));

test('every value lies inside the axis, which is never empty', () => {
  fc.assert(
    fc.property(fc.array(value), (values) => {
      const { low, high } = axisOf(values);
      expect(high).toBeGreaterThan(low);
      for (const one of values) {
        if (one === null) continue;
        expect(one).toBeGreaterThanOrEqual(low);
        expect(one).toBeLessThanOrEqual(high);
      }
    }),
  );
});

test('what cannot be below zero is not drawn below it', () => {
  expect(axisOf([0, 0.02]).low).toBe(0);
});

test('a missing value is a gap and not a line to nowhere', () => {
  const path = pathOf(
    [0, 1, 2, 3],
    [5, 6, null, 7],
    (time) => time,
    (height) => height,
  );
  expect(path).toBe('M0.0 5.0h0.01L1.0 6.0M3.0 7.0h0.01');
});
