import { expect, test } from 'vitest';
import { timeLeft } from './time-left.js';

test('as it went, it goes on; each step has its own time', () => {
  let at = 0;
  const left = timeLeft(() => at);
  expect(left('search', 0, 100)).toBeNull();
  at = 500;
  expect(left('search', 10, 100)).toBeNull();
  at = 2_000;
  expect(left('search', 25, 100)).toBeCloseTo(6);
  expect(left('search', 100, 100)).toBe(0);
  expect(left('layout', 1, 10)).toBeNull();
  at = 5_000;
  expect(left('layout', 5, 10)).toBeCloseTo(3);
});
