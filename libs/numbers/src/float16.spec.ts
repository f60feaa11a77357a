import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  float16Bytes,
  float16Values,
  fromFloat16,
  largestFloat16,
  roundedToFloat16,
  toFloat16,
} from './float16.js';

const all = Uint16Array.from({ length: 65536 }, (_, i) => i);

test('every finite float16 comes back as it was, through float32', () => {
  const finite = all.filter((half) => (half & 0x7c00) !== 0x7c00);
  expect(toFloat16(fromFloat16(finite))).toEqual(finite);
});

test('rounds to the nearest float16, ties to the even one', () => {
  const ascending = [...fromFloat16(all)].filter(Number.isFinite).sort((a, b) => a - b);
  fc.assert(
    fc.property(fc.float({ min: -65504, max: 65504, noNaN: true }), (value) => {
      const [rounded] = roundedToFloat16(Float32Array.of(value));
      const upper = ascending.findIndex((v) => v >= value);
      const near = [ascending[Math.max(0, upper - 1)]!, ascending[upper]!];
      const least = Math.min(...near.map((v) => Math.abs(v - value)));
      expect(Math.abs(rounded! - value)).toBe(least);
    }),
    { numRuns: 300 },
  );
  // 1 + 2^-11 lies between 1 and 1 + 2^-10; 1 + 3 * 2^-11 between 1 + 2^-10 and 1 + 2^-9.
  expect([...roundedToFloat16(Float32Array.of(1 + 2 ** -11, 1 + 3 * 2 ** -11))]).toEqual([
    1,
    1 + 2 ** -9,
  ]);
});

test('what is too large becomes the largest, what is no number stays none', () => {
  const rounded = roundedToFloat16(Float32Array.of(65519, 65520, 1e30, -Infinity, NaN, -0));
  const largest = largestFloat16;
  expect([...rounded]).toEqual([largest, largest, largest, -largest, NaN, -0]);
});

test('values come back from their bytes, from anywhere in a buffer', () => {
  fc.assert(
    fc.property(fc.float32Array({ noNaN: true, min: -9, max: 9 }), (values) => {
      const bytes = float16Bytes(values);
      const shifted = Buffer.concat([Buffer.of(1), bytes]).subarray(1);
      expect(float16Values(shifted)).toEqual(roundedToFloat16(values));
    }),
  );
});
