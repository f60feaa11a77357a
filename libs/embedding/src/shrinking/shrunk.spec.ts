import fc from 'fast-check';
import { expect, test } from 'vitest';
import { shrunk } from './shrunk.js';

const image = (
  width: number,
  height: number,
  value: (x: number, y: number, c: number) => number,
) => ({
  width,
  height,
  pixels: Uint8Array.from({ length: width * height * 3 }, (_, i) =>
    value(Math.floor(i / 3) % width, Math.floor(i / 3 / width), i % 3),
  ),
});
const side = fc.integer({ min: 1, max: 12 });

test('half the size is the mean of four pixels, each channel by itself', () => {
  const four = image(2, 2, (x, y, c) => 10 * (2 * y + x) + c);
  expect([...shrunk(four, { width: 1, height: 1 }).pixels]).toEqual([15, 16, 17]);
});

test('two thirds of the size shares the middle pixel out', () => {
  const row = image(3, 1, (x) => [0, 90, 240][x]!);
  expect([...shrunk(row, { width: 2, height: 1 }).pixels]).toEqual([30, 30, 30, 190, 190, 190]);
});

test('a picture of one colour stays so at any size', () => {
  fc.assert(
    fc.property(side, side, side, side, fc.integer({ min: 0, max: 255 }), (w, h, tw, th, grey) => {
      const size = { width: Math.min(w, tw), height: Math.min(h, th) };
      const small = shrunk(image(w, h, () => grey), size); // prettier-ignore
      expect(small.pixels).toHaveLength(size.width * size.height * 3);
      expect(small.pixels.every((value) => value === grey)).toBe(true);
    }),
  );
});
