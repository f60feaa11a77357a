import { expect, test } from 'vitest';
import { diskReserve, reservedBytes } from './disk-reserve.js';

test.each([
  ['5%', 50],
  ['0.5%', 5],
  ['20GB', 20e9],
  ['1.5TB', 1.5e12],
  ['500MB', 500e6],
])('of a disk of 1,000 bytes, %s keeps %d bytes free', (text, bytes) => {
  expect(reservedBytes(diskReserve.parse(text), 1_000)).toBeCloseTo(bytes);
});

test.each(['', '5', '60%', '-1%', '20 GB', '5 %', 'GB', '1e3GB'])('%j is refused', (text) => {
  expect(diskReserve.safeParse(text).success).toBe(false);
});
