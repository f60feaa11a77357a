import { expect, test } from 'vitest';
import { pChart } from './p-chart.js';

test('by hand: 10 of 100, 10 of 100 and 40 of 100 lie around 20 % with reaches of 12 points', () => {
  const stretches = [10, 10, 40].map((defects) => ({ parts: 100, defects }));
  const { mean, points } = pChart(stretches);
  expect(mean).toBeCloseTo(0.2, 12);
  for (const { low, high } of points) {
    expect(low).toBeCloseTo(0.08, 12);
    expect(high).toBeCloseTo(0.32, 12);
  }
  expect(points.map(({ beyond }) => beyond)).toEqual([false, false, true]);
});

test('fewer parts have wider limits, which never leave 0 to 1', () => {
  const { points } = pChart([
    { parts: 1000, defects: 10 },
    { parts: 4, defects: 1 },
  ]);
  expect(points[1]!.high).toBeGreaterThan(points[0]!.high);
  for (const { low, high } of points) {
    expect(low).toBeGreaterThanOrEqual(0);
    expect(high).toBeLessThanOrEqual(1);
  }
});

test('no parts have no mean', () => expect(pChart([])).toEqual({ mean: null, points: [] }));
