import { expect, test } from 'vitest';
import type { Inspection } from '#contracts';
import { whereOf } from './where.js';

const at = (row: number, column: number) =>
  whereOf({
    grid: { rows: 16, columns: 16 },
    nearest: { patch: { row, column } },
  } as Inspection);

test('a place is told in thirds of the picture', () => {
  expect([at(0, 0), at(15, 15), at(8, 8), at(0, 8), at(8, 0), at(15, 1)]).toEqual([
    'upper left',
    'lower right',
    'centre',
    'upper centre',
    'middle left',
    'lower left',
  ]);
});

test('a grid of one patch is its centre', () => {
  const grid = { rows: 1, columns: 1 };
  expect(whereOf({ grid, nearest: { patch: { row: 0, column: 0 } } } as Inspection)).toBe('centre');
});
