import fc from 'fast-check';
import { expect, test } from 'vitest';
import { regionBetween } from './region-between.js';

const place = fc.record({
  x: fc.double({ min: -2, max: 3, noNaN: true }),
  y: fc.double({ min: -2, max: 3, noNaN: true }),
});

test('a drawn region lies in the frame, whichever corner came first', () => {
  fc.assert(
    fc.property(place, place, (from, to) => {
      const region = regionBetween(from, to);
      expect(regionBetween(to, from)).toEqual(region);
      if (region === null) return;
      expect(Math.min(region.x, region.y)).toBeGreaterThanOrEqual(0);
      expect(region.x + region.width).toBeLessThanOrEqual(1.000001);
      expect(region.y + region.height).toBeLessThanOrEqual(1.000001);
      expect(Math.min(region.width, region.height)).toBeGreaterThan(0);
    }),
  );
});

test('a tap draws nothing', () => {
  expect(regionBetween({ x: 0.5, y: 0.5 }, { x: 0.501, y: 0.9 })).toBeNull();
});
