import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decide, displayScore } from './decide.js';

const limits = { warn: 2, reject: 3, scale: 0.25 };

test('a limit itself is not over', () => {
  expect([1, 2, 2.001, 3, 3.001].map((s) => decide(s, limits))).toEqual([
    'ok',
    'ok',
    'review',
    'review',
    'defect',
  ]);
});

const number = fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e9, max: 1e9 });

test('label and number cannot disagree, for any limits, also a hair over', () => {
  fc.assert(
    fc.property(
      number,
      number,
      fc.double({ min: 1e-9, max: 1e9, noNaN: true }),
      (s, reject, scale) => {
        const some = { warn: reject - 1, reject, scale };
        for (const score of [s, reject, reject + Math.abs(reject) * Number.EPSILON])
          expect(displayScore(score, some) > 0.5).toBe(decide(score, some) === 'defect');
      },
    ),
  );
});

test('the display score is that by hand, and rises with the score', () => {
  expect(displayScore(3, limits)).toBe(0.5);
  expect(displayScore(3.25, limits)).toBeCloseTo(1 / (1 + Math.exp(-1)));
  fc.assert(
    fc.property(number, number, (a, b) => {
      const [low, high] = [Math.min(a, b), Math.max(a, b)];
      expect(displayScore(low, limits)).toBeLessThanOrEqual(displayScore(high, limits));
    }),
  );
});
