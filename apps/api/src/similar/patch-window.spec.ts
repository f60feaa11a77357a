import fc from 'fast-check';
import { expect, test } from 'vitest';
import { measureOf } from './measure.js';
import {
  meanOf,
  nearestWindow,
  type PatchGrid,
  regionOf,
  scaleOf,
  standardised,
  windowOf,
} from './patch-window.js';

const dimensions = 8;
const share = fc.double({ min: 0, max: 1, noNaN: true });
const region = fc
  .tuple(share, share, share, share)
  .map(([a, b, c, d]) => ({
    x: Math.min(a, b),
    y: Math.min(c, d),
    width: Math.max(0.01, Math.abs(a - b)),
    height: Math.max(0.01, Math.abs(c - d)),
  }))
  .filter((r) => r.x + r.width <= 1 && r.y + r.height <= 1);

test('a region is at least one cell, inside the grid, and about as large as asked for', () => {
  fc.assert(
    fc.property(region, fc.integer({ min: 1, max: 32 }), (asked, cells) => {
      const grid = { rows: cells, columns: cells };
      const window = windowOf(asked, grid, null);
      expect(window.rows).toBeGreaterThan(0);
      expect(window.row + window.rows).toBeLessThanOrEqual(cells);
      expect(window.column + window.columns).toBeLessThanOrEqual(cells);
      const back = regionOf(window, grid, null);
      expect(Math.abs(back.x - asked.x)).toBeLessThanOrEqual(1 / cells);
      expect(Math.abs(back.width - asked.width)).toBeLessThanOrEqual(1.5 / cells);
    }),
  );
});

test('inside a region of interest the grid covers only that', () => {
  const interest = { x: 0.5, y: 0, width: 0.5, height: 1 };
  const asked = { x: 0.75, y: 0.5, width: 0.25, height: 0.5 };
  const window = windowOf(asked, { rows: 4, columns: 4 }, interest);
  expect(window).toEqual({ row: 2, column: 2, rows: 2, columns: 2 });
  expect(regionOf(window, { rows: 4, columns: 4 }, interest)).toEqual(asked);
});

/** Noise, with one mark of 2 x 2 patches at a place. */
function marked(row: number, column: number, seed: number): PatchGrid {
  const [rows, columns] = [12, 12];
  const values = Float32Array.from({ length: rows * columns * dimensions }, (_, i) =>
    Math.sin(i * 12.9898 + seed * 78.233),
  );
  for (const place of [0, 1, columns, columns + 1])
    for (let c = 0; c < dimensions; c++)
      values[(row * columns + column + place) * dimensions + c] = c % 2 === 0 ? 6 : -6;
  return { values, rows, columns, dimensions };
}

test('what looks alike is found wherever it lies', () => {
  const own = marked(2, 3, 1);
  const window = { row: 2, column: 3, rows: 2, columns: 2 };
  const scale = scaleOf([own, marked(0, 0, 2)]);
  const measure = measureOf('cosine', meanOf(standardised(own, scale), window));
  for (let row = 0; row < 11; row += 3)
    for (let column = 0; column < 11; column += 3) {
      const found = nearestWindow(standardised(marked(row, column, 3), scale), window, measure);
      expect(found.window).toMatchObject({ row, column });
      expect(found.distance).toBeLessThan(0.1);
    }
  const none = { ...marked(0, 0, 5), values: marked(0, 0, 5).values.map((v) => (Math.abs(v) > 5 ? 0 : v)) }; // prettier-ignore
  expect(nearestWindow(standardised(none, scale), window, measure).distance).toBeGreaterThan(0.3);
});

test('a window larger than the grid is the whole grid', () => {
  const grid = marked(0, 0, 1);
  const all = { row: 0, column: 0, rows: 12, columns: 12 };
  const found = nearestWindow(grid, { rows: 40, columns: 40 }, () => 0);
  expect(found.window).toEqual(all);
});
