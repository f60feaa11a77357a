import { describe, expect, test } from 'vitest';
import { decode } from '../decoding/decode.js';
import { sharp } from '../decoding/engine.js';
import { readHeader } from '../header/read-header.js';
import {
  withDamagedBlock,
  withoutTag,
  withTag,
} from '../../../../test/support/images/change-tiff.js';
import { difference, open, waves } from '../../../../test/support/images/paint.js';
import { tags } from './tiff-tags.js';

const image = waves(256, 192);
const size = { width: 256, height: 192 };
const tile = { tile: true, tileWidth: 64, tileHeight: 64 };
const tiled = await open(image)
  .tiff({ compression: 'none', ...tile })
  .toBuffer();
const strips = await open(image).tiff({ compression: 'lzw' }).toBuffer();

describe.each(['lzw', 'deflate', 'jpeg', 'packbits', 'webp'] as const)('%s', (compression) => {
  test.each([
    ['tiles', tile],
    ['strips', {}],
  ])('%s: a damaged block fails the frame, wherever it lies and however small it is shown', async (_, layout) => {
    const whole = await open(image).tiff({ compression, quality: 95, ...layout }).toBuffer();
    expect(difference(await decode(whole, size), image).mean).toBeLessThan(3);
    const blocks = 'tile' in layout ? [0, 5, 11] : [0];
    // A run of nothing, which in the others' code is as wrong as any.
    const byte = compression === 'packbits' ? 0x80 : 0xff;
    for (const block of blocks)
      for (const side of [256, 64]) {
        const damaged = withDamagedBlock(whole, block, { from: 0, to: 1, byte });
        await expect(decode(damaged, { width: side, height: side })).rejects.toMatchObject({
          code: expect.stringMatching(/image-(damaged|truncated)/) as string,
        });
      }
  }); // prettier-ignore

  test('half a tile fails the frame', async () => {
    const whole = await open(image)
      .tiff({ compression, ...tile })
      .toBuffer();
    const half = withTag(whole, tags.tileByteCounts, 90, 5);
    await expect(decode(half, size)).rejects.toMatchObject({
      code: expect.stringMatching(/image-(damaged|truncated)/) as string,
    });
  });
});

test('changed bytes that deflate can still unpack are told by their checksum', async () => {
  const whole = await open(image)
    .tiff({ compression: 'deflate', ...tile })
    .toBuffer();
  const refused = await Promise.allSettled(
    Array.from({ length: 40 }, (_, i) =>
      decode(withDamagedBlock(whole, 5, { from: 0.2 + i / 60, to: 0.2 + i / 60, byte: i }), size),
    ),
  );
  for (const one of refused)
    if (one.status === 'fulfilled') expect(difference(one.value, image).largest).toBe(0);
});

test.each([
  ['tile 6 of 12 has no bytes', withTag(withTag(tiled, tags.tileOffsets, 0, 5), tags.tileByteCounts, 0, 5)],
  ['tile 6 of 12 has no bytes', withTag(tiled, tags.tileByteCounts, 0, 5)],
  ['tile 6 of 12 has 90 of the 12288 bytes', withTag(tiled, tags.tileByteCounts, 90, 5)],
  ['it has 12 of 16 tiles', withTag(tiled, tags.height, 200)],
])('%s: refused at the door', async (text, bytes) => {
  await expect(readHeader(bytes)).rejects.toMatchObject({ code: 'image-damaged', message: expect.stringContaining(text) as string }); // prettier-ignore
}); // prettier-ignore

test.each([
  ['JPEG 2000', withTag(tiled, tags.compression, 34712)],
  ['LERC', withTag(tiled, tags.compression, 34887)],
  ['zstd', withTag(tiled, tags.compression, 50000)],
  ['LZMA', withTag(strips, tags.compression, 34925)],
  ['old-style JPEG', withTag(strips, tags.compression, 6)],
  ['compression 12345', withTag(strips, tags.compression, 12345)],
  ['separate colour planes', withTag(tiled, tags.planar, 2)],
  ['12 bits a sample', withTag(tiled, tags.bitsPerSample, 12)],
  ['32 bits a sample', withTag(tiled, tags.bitsPerSample, 32)],
  ['signed samples', withTag(tiled, tags.sampleFormat, 2)],
  ['floating-point samples', withTag(tiled, tags.sampleFormat, 3)],
  ['a raw colour mosaic', withTag(tiled, tags.photometric, 32803)],
  ['CIE L*a*b*', withTag(tiled, tags.photometric, 8)],
  ['YCbCr that is not JPEG', withTag(tiled, tags.photometric, 6)],
  ['5 samples a pixel', withTag(tiled, tags.samplesPerPixel, 5)],
])('a TIFF with %s is refused at the door by that name', async (name, bytes) => {
  await expect(readHeader(bytes)).rejects.toMatchObject({
    code: 'not-an-image',
    message: expect.stringContaining(name) as string,
  });
});

test('byte counts that were left at zero, unsorted and private tags harm nothing', async () => {
  const one = await open(image).tiff({ compression: 'none', tile: true, tileWidth: 256, tileHeight: 256 }).toBuffer(); // prettier-ignore
  for (const bytes of [
    withTag(one, tags.tileByteCounts, 0),
    withoutTag(tiled, tags.tileByteCounts),
    withoutTag(tiled, 282),
  ])
    // prettier-ignore
    expect(difference(await decode(bytes, size), image)).toEqual({ mean: 0, largest: 0 });
});

describe('a fourth channel', () => {
  const withAlpha = (alpha: number) =>
    open(image).ensureAlpha(alpha).tiff({ compression: 'lzw' }).toBuffer();

  test('that is transparency is laid on black, unless it is zero everywhere', async () => {
    const half = await decode(await withAlpha(0.5), size);
    expect(Math.abs(half.pixels[0]! - image.pixels[0]! / 2)).toBeLessThanOrEqual(1);
    expect(difference(await decode(await withAlpha(0), size), image)).toEqual({ mean: 0, largest: 0 });
  }); // prettier-ignore

  test.each([
    ['of which nothing is said', 0],
    ['that was multiplied in already', 1],
  ])('%s changes no colour', async (_, kind) => {
    for (const alpha of [0, 0.5, 1]) {
      const bytes = withTag(await withAlpha(alpha), tags.extraSamples, kind);
      expect(difference(await decode(bytes, size), image)).toEqual({ mean: 0, largest: 0 });
    }
  });
});

test('16 bit samples of which the camera fills the low ones come out like their twin', async () => {
  const grey = await open(image).toColourspace('b-w').raw().toBuffer();
  const twin = await decode(await sharp(grey, { raw: { ...size, channels: 1 } }).png().toBuffer(), size); // prettier-ignore
  for (const significantBits of [10, 12, 14]) {
    const samples = Uint16Array.from(grey, (level) => Math.round((level / 255) * (2 ** significantBits - 1))); // prettier-ignore
    const low = sharp(samples, { raw: { ...size, channels: 1 } }).toColourspace('grey16');
    for (const bytes of [await low.clone().png().toBuffer(), await low.clone().tiff({ compression: 'lzw' }).toBuffer()]) // prettier-ignore
      expect(difference(await decode(bytes, { ...size, significantBits }), twin).largest).toBeLessThanOrEqual(1); // prettier-ignore
  }
});
