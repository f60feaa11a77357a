import fc from 'fast-check';
import { expect, test } from 'vitest';
import { evenly } from './evenly.js';

test('at most so many are kept, each once, in order, from the first on', () => {
  fc.assert(
    fc.property(fc.nat({ max: 300 }), fc.integer({ min: 1, max: 50 }), (length, most) => {
      const list = Array.from({ length }, (_, i) => i);
      const kept = evenly(list, most);
      expect(kept).toHaveLength(Math.min(length, most));
      expect(kept).toEqual([...new Set(kept)].sort((a, b) => a - b));
      expect(kept[0]).toBe(list[0]);
    }),
  );
});

test('four of ten are those by hand', () => {
  expect(evenly([0, 1, 2, 3, 4, 5, 6, 7, 8, 9], 4)).toEqual([0, 2, 5, 7]);
});
