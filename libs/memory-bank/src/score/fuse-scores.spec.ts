import { expect, test } from 'vitest';
import { fusedScore, fusionOf } from './fuse-scores.js';

const fusion = { first: { median: 1, spread: 2 }, second: { median: 10, spread: 5 } };
const first = {
  imageScore: 5,
  rows: 3,
  columns: 3,
  map: Float32Array.of(1, 3, 5, 1, 1, 1, 1, 1, 1),
};
const second = { imageScore: 20, rows: 2, columns: 2, map: Float32Array.of(10, 20, 15, 10) };

test('score and map are the means of both, standardised, by hand', () => {
  const fused = fusedScore(first, second, fusion, null);
  expect(fused.imageScore).toBe((2 + 2) / 2);
  // The middle place lies in the last quarter of the second grid, since its middle lies on the corner.
  expect([...fused.map]).toEqual([0, 1 / 2 + 1, 1 + 1, 0.5, 0, 0, 0.5, 0, 0]);
});

test('what the mask leaves out is 0', () => {
  const mask = Uint8Array.of(1, 0, 1, 1, 1, 1, 1, 1, 1);
  expect(fusedScore(first, second, fusion, mask).map[1]).toBe(0);
});

test('held-out scores give median and spread; of scores that are all alike the spread is 1', () => {
  expect(fusionOf([3, 1, 2], [7, 7])).toEqual({
    first: { median: 2, spread: expect.closeTo(0.8, 12) as number },
    second: { median: 7, spread: 1 },
  });
});
