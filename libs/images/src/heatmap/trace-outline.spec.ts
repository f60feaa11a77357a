import fc from 'fast-check';
import { expect, test } from 'vitest';
import { traceOutline, type Corner } from './trace-outline.js';

const placesOf = (...rows: string[]) =>
  rows.flatMap((row, y) =>
    [...row].flatMap((sign, x) => (sign === '#' ? [y * row.length + x] : [])),
  );
const text = (corners: readonly Corner[]) => corners.map(({ x, y }) => `${x},${y}`).join(' ');

test('one patch has four corners, clockwise from the upper left', () => {
  expect(text(traceOutline(placesOf('...', '.#.'), 3))).toBe('1,1 2,1 2,2 1,2');
});

test('an L, and a ring whose hole is no part of its outline', () => {
  expect(text(traceOutline(placesOf('#..', '#..', '###'), 3))).toBe('0,0 1,0 1,2 3,2 3,3 0,3');
  expect(text(traceOutline(placesOf('###', '#.#', '###'), 3))).toBe('0,0 3,0 3,3 0,3');
});

test('patches that meet at a corner only are walked around one after the other', () => {
  const outline = traceOutline(placesOf('##.', '#.#', '###'), 3);
  expect(text(outline)).toBe('0,0 2,0 2,1 1,1 1,2 2,2 2,1 3,1 3,3 0,3');
});

test('without holes the outline encloses as much as there are patches', () => {
  const bars = fc.array(fc.integer({ min: 1, max: 7 }), { minLength: 1, maxLength: 6 });
  fc.assert(
    fc.property(bars, (lengths) => {
      const patches = lengths.flatMap((length, y) => Array.from({ length }, (_, x) => y * 8 + x));
      const corners = traceOutline(patches, 8);
      const twice = corners.reduce((sum, { x, y }, i) => {
        const next = corners[(i + 1) % corners.length]!;
        return sum + x * next.y - next.x * y;
      }, 0);
      expect(twice / 2).toBe(patches.length);
    }),
  );
});
