import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isShown, spreadOf } from './spread.js';

test('mean and sample deviation by hand; one value has no spread', () => {
  expect(spreadOf([2, 4, 6])).toEqual({ mean: 4, deviation: 2 });
  expect(spreadOf([5])).toEqual({ mean: 5, deviation: null });
});

test('a difference that every seed agrees on is shown, however far the seeds lie apart', () => {
  expect(isShown([0.9, 0.5, 0.1], [0.8, 0.41, 0.01])).toBe(true);
});

test('a difference within its own spread is not shown, nor one of a single seed', () => {
  expect(isShown([0.7, 0.5], [0.5, 0.6])).toBe(false);
  expect(isShown([0.9], [0.1])).toBe(false);
});

test('of two ways at most one is shown to be better', () => {
  const pairs = fc.array(fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.double({ min: 0, max: 1, noNaN: true })), { minLength: 2, maxLength: 6 }); // prettier-ignore
  fc.assert(
    fc.property(pairs, (some) => {
      const [a, b] = [some.map(([one]) => one), some.map(([, other]) => other)];
      expect(isShown(a, b) && isShown(b, a)).toBe(false);
      expect(isShown(a, a)).toBe(false);
    }),
  );
});
