import { expect, test } from 'vitest';
import { conformalLimit } from './conformal-limit.js';
import { overLimit, shareInterval } from './over-limit.js';

const scores = Array.from({ length: 200 }, (_, i) => i + 1);

test('at a conformal limit it expects what the limit itself promises, and the upper end is the same', () => {
  const { limit, promise } = conformalLimit(scores, 0.05);
  const found = overLimit(scores, limit);
  expect(found).toMatchObject({ over: promise.j - 1, parts: 200 });
  expect(found.expectedRate).toBeCloseTo(promise.expectedRate, 12);
  expect(found.interval95[1]).toBeCloseTo(promise.interval95[1], 12);
  expect(found.interval95[0]).toBeLessThan(promise.interval95[0]);
});

test('a lower limit has more parts over it; a score equal to it is not over', () => {
  expect(overLimit(scores, 190).over).toBe(10);
  expect(overLimit(scores, 189).over).toBe(11);
  expect(overLimit(scores, 500)).toMatchObject({ over: 0, expectedRate: 1 / 201 });
  expect(overLimit(scores, 0).interval95[1]).toBe(1);
});

test('the interval of a share is the published one', () => {
  // Clopper and Pearson: none of 20 is at most 16.8 %, five of 20 is 8.66 to 49.1 %.
  expect(shareInterval(0, 20)[0]).toBe(0);
  expect(shareInterval(0, 20)[1]).toBeCloseTo(0.1684, 4);
  expect(shareInterval(5, 20)[0]).toBeCloseTo(0.0866, 4);
  expect(shareInterval(5, 20)[1]).toBeCloseTo(0.491, 3);
  expect(shareInterval(0, 0)).toEqual([0, 1]);
});
