import { expect, test } from 'vitest';
import { scorerOf, meanOfWorst, reweighted, worstPlace } from './image-score.js';

const map = Float32Array.from([1, 5, 3, 5, 2]);

test('a map has the image scores that are taken by hand', () => {
  expect(meanOfWorst(map, 3)).toBeCloseTo(13 / 3);
  expect(meanOfWorst(map, 100)).toBeCloseTo(16 / 5);
  expect(worstPlace(map)).toBe(1);
  const never = () => {
    throw new Error('only the re-weighting asks');
  };
  const settings = { worst: 1, neighbours: 3 };
  expect(scorerOf({ ...settings, method: 'maximum' }, null, null)(map, never).imageScore).toBe(5);
  expect(scorerOf({ ...settings, method: 'worst-mean' }, null, null)(map, never).imageScore).toBe(
    5,
  );
});

test('re-weighting agrees with that by hand, also with distances whose exponentials overflow', () => {
  const weight = 1 - Math.exp(2) / (Math.exp(2) + Math.exp(3));
  expect(reweighted(2, [2, 3])).toBeCloseTo(weight * 2);
  expect(reweighted(5000, [5000, 5001])).toBeCloseTo(weight * 5000);
  expect(reweighted(2, [2])).toBe(2);
  const method = { method: 'reweighted', worst: 1, neighbours: 2 } as const;
  expect(scorerOf(method, null, null)(map, () => [5, 5]).imageScore).toBe(2.5);
});
