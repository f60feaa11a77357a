import fc from 'fast-check';
import { expect, test } from 'vitest';
import { binomialTail } from '../limits/binomial-tail.js';
import { exactInterval } from './exact-interval.js';

test('the interval is the one of the tables', () => {
  // Clopper and Pearson's limits for 0 of 10, 3 of 20 and 10 of 10, as R's binom.test gives them.
  for (const [k, n, low, high] of [
    [0, 10, 0, 0.3084971],
    [3, 20, 0.03207094, 0.3789268],
    [10, 10, 0.6915029, 1],
  ] as const) {
    const [from, to] = exactInterval(k, n);
    expect(from).toBeCloseTo(low, 6);
    expect(to).toBeCloseTo(high, 6);
  }
});

test('of no parts nothing is known', () => {
  expect(exactInterval(0, 0)).toEqual([0, 1]);
});

test('at either end what was counted is as unlikely as the level leaves', () => {
  const counted = fc
    .integer({ min: 1, max: 400 })
    .chain((n) => fc.tuple(fc.integer({ min: 0, max: n }), fc.constant(n)));
  fc.assert(
    fc.property(counted, ([k, n]) => {
      const [low, high] = exactInterval(k, n);
      expect(low).toBeLessThanOrEqual(k / n);
      expect(high).toBeGreaterThanOrEqual(k / n);
      if (k > 0) expect(binomialTail(n, k, low)).toBeCloseTo(0.025, 6);
      if (k < n) expect(1 - binomialTail(n, k + 1, high)).toBeCloseTo(0.025, 6);
    }),
  );
});
