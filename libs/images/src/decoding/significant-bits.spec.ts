import { expect, test } from 'vitest';
import { defaultLimits } from '../header/image-header.js';
import { bitsOf, sampleRange } from './significant-bits.js';
import { open, speckled } from '../../../../test/support/images/paint.js';
import { writePng } from '../../../../test/support/images/write-png.js';

test('the largest sample of 16 bit pictures is found, and of 8 bit ones nothing is said', async () => {
  for (const [colourType, channels] of [
    [0, 1],
    [2, 3],
  ] as const) {
    // prettier-ignore
    const samples = Array.from({ length: 7 * 5 * channels }, (_, i) => (i === 11 ? 3_971 : i * 9));
    const bytes = writePng({ width: 7, height: 5, colourType, bits: 16, samples });
    expect(await sampleRange(bytes, defaultLimits)).toEqual({ largest: 3_971, stated: null });
  }
  const eight = await open(speckled(9, 9)).png().toBuffer();
  expect(await sampleRange(eight, defaultLimits)).toBeNull();
});

test('the fewest usual bits that hold all samples are found; what files state counts where it is kept', () => {
  const range = (largest: number, stated: number | null = null) => ({ largest, stated });
  expect(bitsOf([range(900), range(1_023)])).toBe(10);
  expect(bitsOf([range(900), range(1_024)])).toBe(12);
  expect(bitsOf([range(16_383)])).toBe(14);
  expect(bitsOf([range(16_384)])).toBe(16);
  expect(bitsOf([range(700, 4_095)])).toBe(12);
  expect(bitsOf([range(700, 4_095), range(700)])).toBe(10);
  expect(bitsOf([range(5_000, 4_095)])).toBe(14);
});
