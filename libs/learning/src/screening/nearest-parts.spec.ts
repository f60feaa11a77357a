import fc from 'fast-check';
import { expect, test } from 'vitest';
import { nearestParts, neighbourCount } from './nearest-parts.js';

/** Sorts everything; of each part its nearest frame. */
function slow(squared: Float32Array, partOf: Int32Array, own: number) {
  const order = [...partOf.keys()].sort((a, b) => squared[a]! - squared[b]! || a - b);
  const seen = new Set([own]);
  return order
    .filter((frame) => !seen.has(partOf[frame]!) && seen.add(partOf[frame]!))
    .slice(0, neighbourCount);
}

test('the nearest parts are those of the obvious way, each by its nearest frame', () => {
  const frames = fc.array(
    fc.tuple(fc.integer({ min: 0, max: 15 }), fc.float({ min: 0, max: 100, noNaN: true })),
    { minLength: 1, maxLength: 60 },
  );
  fc.assert(
    fc.property(frames, (list) => {
      const partOf = Int32Array.from(list, ([part]) => part);
      const squared = Float32Array.from(list, ([, distance], i) => distance + i / 1024);
      const wanted = slow(squared, partOf, 3);
      const found = nearestParts(squared, 0, partOf, 3);
      expect([...found.frames].filter((frame) => frame >= 0)).toEqual(wanted);
      wanted.forEach((frame, i) => expect(found.squared[i]).toBe(squared[frame]));
      expect(found.squared.slice(wanted.length).every((value) => value === Infinity)).toBe(true);
    }),
  );
});
