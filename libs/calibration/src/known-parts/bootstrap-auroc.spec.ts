import { expect, test } from 'vitest';
import { randomOf } from '#numbers';
import { bootstrappedAreas } from './bootstrap-auroc.js';

/** Scores of parts, the bad ones `by` higher; the same numbers by the same seed. */
function scores(seed: number, count: number, by: number) {
  const random = randomOf(seed);
  const some = (higher: number) => Array.from({ length: count }, () => random.uniform() + higher);
  return { good: some(0), bad: some(by) };
}

test('perfect ranking has no noise; equal recipes differ by nothing', () => {
  const perfect = { good: [1, 2, 3], bad: [4, 5] };
  const [first, second] = bootstrappedAreas([perfect, perfect], 1);
  expect(first).toEqual({ imageAuroc: 1, interval95: [1, 1], difference: null });
  expect(second!.difference).toEqual({ imageAuroc: 0, interval95: [0, 0], withinNoise: true });
});

test('a recipe that ranks much better stands out of the noise; one that is alike does not', () => {
  const poor = scores(1, 40, 0.1);
  const found = bootstrappedAreas([poor, scores(2, 40, 0.9), scores(3, 40, 0.1)], 7);
  expect(found[1]!.difference!.withinNoise).toBe(false);
  expect(found[1]!.difference!.interval95[0]).toBeGreaterThan(0);
  expect(found[2]!.difference!.withinNoise).toBe(true);
  for (const { imageAuroc, interval95 } of found) {
    expect(interval95[0]).toBeLessThanOrEqual(imageAuroc);
    expect(interval95[1]).toBeGreaterThanOrEqual(imageAuroc);
  }
});

test('fewer parts make a wider interval, and the same seed the same one', () => {
  const width = ([low, high]: [number, number]) => high - low;
  const few = bootstrappedAreas([scores(4, 8, 0.4)], 1)[0]!;
  const many = bootstrappedAreas([scores(4, 200, 0.4)], 1)[0]!;
  expect(width(few.interval95)).toBeGreaterThan(width(many.interval95));
  expect(bootstrappedAreas([scores(4, 8, 0.4)], 1)[0]).toEqual(few);
});
