import { expect, test } from 'vitest';
import { chartArea, pathOf, xOf, yOf } from './detection-scale.js';

const sizes = [0.01, 0.05, 0.25];

test('equal factors of size are equal steps, and shares go from bottom to top', () => {
  expect(xOf(0.05, sizes) - xOf(0.01, sizes)).toBeCloseTo(xOf(0.25, sizes) - xOf(0.05, sizes), 6);
  expect([yOf(0), yOf(1)]).toEqual([chartArea.bottom, chartArea.top]);
});

test('the line rises from size to size, and is none where nothing is found', () => {
  const heights = pathOf({ a50: 0.04, a90: 0.06 }, sizes)
    .slice(1)
    .split('L')
    .map((point) => Number(point.split(' ')[1]));
  expect(heights).toEqual(heights.toSorted((a, b) => b - a));
  expect(pathOf({ a50: null, a90: null }, sizes)).toBe('');
});
