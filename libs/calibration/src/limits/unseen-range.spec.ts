import fc from 'fast-check';
import { expect, test } from 'vitest';
import { conformalLimit } from './conformal-limit.js';
import { seededRandom } from '#numbers';
import { betaBinomialRange, unseenRange } from './unseen-range.js';

const size = fc.integer({ min: 1, max: 60 });

/**
 * Returns how often k of m lie over the j-th largest of n: counted over all orders of n + m distinct scores, by the
 * tail sum.
 */
function slowChances(n: number, j: number, m: number): number[] {
  // The j-th largest of the n stands at place j + k from the top when k of the m are above it.
  const ways = (a: number, b: number) => {
    let product = 1;
    for (let i = 0; i < b; i++) product *= (a - i) / (i + 1);
    return product;
  };
  return Array.from(
    { length: m + 1 },
    (_, k) => (ways(j + k - 1, k) * ways(n - j + m - k, m - k)) / ways(n + m, m),
  );
}

test('the range leaves out at most 2.5 % on either side, and one step narrower would leave out more', () => {
  fc.assert(
    fc.property(size, fc.nat(), size, (n, pick, m) => {
      const j = 1 + (pick % n);
      const [low, high] = betaBinomialRange(n, j, m);
      const chances = slowChances(n, j, m);
      const sum = (from: number, to: number) =>
        chances.slice(from, to).reduce((total, p) => total + p, 0);
      expect(sum(0, m + 1)).toBeCloseTo(1, 8);
      expect(sum(0, low)).toBeLessThanOrEqual(0.025 + 1e-9);
      expect(sum(high + 1, m + 1)).toBeLessThanOrEqual(0.025 + 1e-9);
      expect(sum(0, low + 1)).toBeGreaterThan(0.025 - 1e-9);
      expect(sum(high, m + 1)).toBeGreaterThan(0.025 - 1e-9);
    }),
  );
});

test('counts of exchangeable scores lie in it in at least 95 % of cases', () => {
  const random = seededRandom(4);
  for (const [n, m, target] of [
    [20, 20, 0.05],
    [190, 191, 0.05],
    [120, 120, 0.02],
  ] as const) {
    const draw = (count: number) => Array.from({ length: count }, random);
    let inside = 0;
    for (let round = 0; round < 1500; round++) {
      const { limit, promise } = conformalLimit(draw(n), target);
      const [low, high] = unseenRange(promise, m);
      const over = draw(m).filter((score) => score > limit).length;
      inside += over >= low && over <= high ? 1 / 1500 : 0;
    }
    expect(inside).toBeGreaterThan(0.94);
  }
});

test('large halves do not underflow', () => {
  const [low, high] = betaBinomialRange(5000, 250, 5000);
  expect(low).toBeGreaterThan(200);
  expect(high).toBeLessThan(305);
});

test('for a fitted tail the range spans what its interval allows', () => {
  const { promise } = conformalLimit([1, 2, 3], 0.25);
  const tail = { ...promise, extrapolated: true, interval95: [0.001, 0.02] as [number, number] };
  expect(unseenRange(tail, 1000)).toEqual([0, 29]);
});
