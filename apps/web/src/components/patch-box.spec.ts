import fc from 'fast-check';
import { expect, test } from 'vitest';
import { patchBox } from './patch-box.js';

test('a patch in the middle of a grid of 16 is marked with its neighbours', () => {
  const box = patchBox({ row: 8, column: 4 }, { rows: 16, columns: 16 }, null);
  expect(box).toEqual({ left: 18.75, top: 43.75, width: 18.75, height: 18.75 });
});

test('the mark never leaves the region that was inspected', () => {
  const part = fc.double({ min: 0.01, max: 1, noNaN: true });
  fc.assert(
    fc.property(fc.nat({ max: 15 }), fc.nat({ max: 11 }), part, part, (row, column, w, h) => {
      const region = { x: 1 - w, y: 1 - h, width: w, height: h };
      const box = patchBox({ row, column }, { rows: 16, columns: 12 }, region);
      expect(box.left).toBeGreaterThanOrEqual(100 * region.x - 1e-9);
      expect(box.top).toBeGreaterThanOrEqual(100 * region.y - 1e-9);
      expect(box.left + box.width).toBeLessThanOrEqual(100 + 1e-9);
      expect(box.top + box.height).toBeLessThanOrEqual(100 + 1e-9);
    }),
  );
});
