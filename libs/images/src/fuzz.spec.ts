import fc from 'fast-check';
import { expect, test } from 'vitest';
import { TouchstoneError } from '#contracts';
import { decode } from './decoding/decode.js';
import { open, speckled } from '../../../test/support/images/paint.js';
import { writeBmp } from '../../../test/support/images/write-bmp.js';

const image = speckled(40, 30);
const palette = Array.from({ length: 16 }, (_, i) => [i * 16, i, 255 - i] as const);
const code = {
  compression: 1 as const,
  bytes: [40, 3, 0, 0, 0, 4, 1, 2, 3, 4, 0, 2, 1, 1, 5, 5, 0, 1],
};
const whole: Record<string, Buffer> = {
  jpeg: await open(image).withMetadata({ orientation: 6 }).jpeg().toBuffer(),
  png: await open(image).png().toBuffer(),
  webp: await open(image).webp().toBuffer(),
  tiff: await open(image).tiff({ compression: 'lzw' }).toBuffer(),
  bmp: writeBmp(image, { bits: 16, masks: [0xf800, 0x07e0, 0x001f] }),
  'rle bmp': writeBmp(image, { bits: 8, palette, code }),
};
const regionOfInterest = { x: 0.1, y: 0.2, width: 0.5, height: 0.6 };

/** An image of the size that was asked for, or an error of ours: nothing else may come out. */
async function imageOrError(bytes: Buffer): Promise<void> {
  try {
    const { pixels } = await decode(bytes, {
      width: 16,
      height: 16,
      maxPixels: 4e6,
      regionOfInterest,
    });
    expect(pixels.length).toBe(16 * 16 * 3);
  } catch (error) {
    expect(error).toBeInstanceOf(TouchstoneError);
    expect((error as TouchstoneError).status).toBe(422);
  }
}

test.each(Object.keys(whole))(
  '%s with flipped bits or a lost end is an image or an error of ours',
  async (kind) => {
    const bytes = whole[kind]!;
    const places = fc.array(fc.nat(bytes.length * 8 - 1), { minLength: 1, maxLength: 12 });
    const early = fc.array(fc.nat(Math.min(bytes.length, 120) * 8 - 1), {
      minLength: 1,
      maxLength: 4,
    });
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(places, early),
        fc.double({ min: 0.05, max: 1, noNaN: true }),
        async (flips, kept) => {
          const altered = Buffer.from(bytes);
          for (const flip of flips) altered[flip >> 3]! ^= 1 << (flip & 7);
          await imageOrError(
            altered.subarray(0, kept > 0.6 ? bytes.length : Math.ceil(kept * bytes.length)),
          );
        },
      ),
      { numRuns: 250 },
    );
  },
);

test('any bytes behind a known beginning are an image or an error of ours', async () => {
  const beginnings = Object.values(whole).map((bytes) => bytes.subarray(0, 16));
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...beginnings),
      fc.uint8Array({ maxLength: 300 }),
      async (start, rest) => {
        await imageOrError(Buffer.concat([start, rest]));
      },
    ),
    { numRuns: 300 },
  );
});
