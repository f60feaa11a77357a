import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cellsInRegion } from './region-cells.js';

const grid = { rows: 4, columns: 5 };
const placesOf = (cells: Uint8Array) => [...cells.keys()].filter((place) => cells[place] === 1);

test('the cells are those by hand, for the upper left quarter and a speck within one cell', () => {
  const quarter = { x: 0, y: 0, width: 0.4, height: 0.5 };
  expect(placesOf(cellsInRegion(quarter, grid, null))).toEqual([0, 1, 5, 6]);
  const speck = { x: 0.5, y: 0.6, width: 0.01, height: 0.01 };
  expect(placesOf(cellsInRegion(speck, grid, null))).toEqual([12]);
});

test('every region has a cell where the model looks, and none where it does not', () => {
  const share = fc.double({ min: 0, max: 0.9, noNaN: true });
  const size = fc.double({ min: 0.001, max: 0.1, noNaN: true });
  fc.assert(
    fc.property(share, share, size, size, (x, y, width, height) => {
      expect(placesOf(cellsInRegion({ x, y, width, height }, grid, null)).length).toBeGreaterThan(
        0,
      );
    }),
  );
  const right = { x: 0.5, y: 0, width: 0.5, height: 1 };
  expect(placesOf(cellsInRegion({ x: 0, y: 0, width: 0.4, height: 1 }, grid, right))).toEqual([]);
});
