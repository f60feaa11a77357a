import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { sharp } from '../decoding/engine.js';
import { readHeader } from './read-header.js';
import { open, speckled } from '../../../../test/support/images/paint.js';
import { writeBmp } from '../../../../test/support/images/write-bmp.js';

const image = speckled(37, 23);
const whole: Record<string, Buffer> = {
  jpeg: await open(image).jpeg().toBuffer(),
  'progressive jpeg': await open(image).jpeg({ progressive: true }).toBuffer(),
  png: await open(image).png().toBuffer(),
  'interlaced png': await open(image).png({ progressive: true }).toBuffer(),
  webp: await open(image).webp().toBuffer(),
  'lossless webp': await open(image).webp({ lossless: true }).toBuffer(),
  tiff: await open(image).tiff({ compression: 'lzw' }).toBuffer(),
  'tiled tiff': await open(image).tiff({ compression: 'none', tile: true }).toBuffer(),
  'big tiff': await open(image).tiff({ bigtiff: true }).toBuffer(),
  bmp: writeBmp(image, { bits: 24 }),
};
const kinds = Object.keys(whole);

test.each(kinds)('%s gives its format, media type and size without a pixel', async (kind) => {
  const format = kind.split(' ').at(-1)!;
  expect(await readHeader(whole[kind]!)).toEqual({
    format,
    mediaType: `image/${format}`,
    width: 37,
    height: 23,
    bitDepth: 8,
    channels: 3,
  });
});

test.each(kinds)('%s: every shorter beginning of it is refused', async (kind) => {
  const bytes = whole[kind]!;
  // A JPEG may lack its end mark, and the last bits of its code may be padding.
  const most = bytes.length - (kind.endsWith('jpeg') ? 8 : 1);
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 0, max: most }), async (length) => {
      const refusal = readHeader(bytes.subarray(0, length));
      const codes = length < 12 ? /image-truncated|not-an-image/ : /image-truncated/;
      await expect(refusal).rejects.toMatchObject({ code: expect.stringMatching(codes) as string });
    }),
    { numRuns: 150 },
  );
});

test('what cameras add behind the end does not make an image truncated', async () => {
  for (const bytes of Object.values(whole))
    await expect(readHeader(Buffer.concat([bytes, Buffer.alloc(64)]))).resolves.toMatchObject({
      width: 37,
    });
});

test.each([1, 2, 3, 4, 5, 6, 7, 8])(
  'orientation %i: the size is what a person sees',
  async (orientation) => {
    for (const format of ['jpeg', 'png', 'webp', 'tiff'] as const) {
      const bytes = await open(image).withMetadata({ orientation }).toFormat(format).toBuffer();
      const turned = orientation >= 5;
      expect(await readHeader(bytes)).toMatchObject(
        turned ? { width: 23, height: 37 } : { width: 37, height: 23 },
      );
    }
  },
);

test('16-bit grey is told from 8-bit colour', async () => {
  const grey = sharp(new Uint16Array(30), { raw: { width: 6, height: 5, channels: 1 } });
  for (const format of ['png', 'tiff'] as const) {
    const bytes = await grey
      .clone()
      .toColourspace('grey16')
      .toFormat(format, { compression: 'lzw' })
      .toBuffer();
    expect(await readHeader(bytes)).toMatchObject({ format, bitDepth: 16, channels: 1 });
  }
});

describe('what is no image of ours is refused by its name', () => {
  test.each([
    ['GIF', Buffer.from('GIF89a\x01\0\x01\0', 'latin1')],
    ['SVG', Buffer.from('<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"/>')],
    ['SVG', Buffer.from('\n<!-- x --><svg width="1e9" height="1e9"></svg>')],
    ['PDF', Buffer.from('%PDF-1.7')],
    ['HTML', Buffer.from('<!DOCTYPE html><p>Proxy error</p>')],
    ['plain text', Buffer.from('hello')],
    ['AVIF', Buffer.from('\0\0\0\x1cftypavif', 'latin1')],
    ['HEIF', Buffer.from('\0\0\0\x1cftypheic', 'latin1')],
    ['JPEG with 4 other bytes before it', Buffer.from('\r\n\r\n\xff\xd8\xff\xe0', 'latin1')],
    ['base64', Buffer.from('/9j/4AAQSkZJRg')],
    ['ZIP', Buffer.from('PK\x03\x04aaaa', 'latin1')],
    ['none at all', Buffer.alloc(0)],
    ['unknown kind .* 00 00 00 00', Buffer.alloc(1000)],
  ])('%s', async (name, bytes) => {
    await expect(readHeader(bytes)).rejects.toMatchObject({
      code: 'not-an-image',
      message: expect.stringMatching(name) as string,
    });
  });

  test('SVG is refused by the library even past the check', async () => {
    await expect(
      sharp(
        Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>'),
      ).metadata(),
    ).rejects.toThrow();
  });
});

test('too many pixels are refused from the header alone, naming both figures', async () => {
  const bytes = Buffer.from(whole['png']!);
  bytes.writeUInt32BE(60_000, 16);
  bytes.writeUInt32BE(60_000, 20);
  await expect(readHeader(bytes)).rejects.toMatchObject({ code: 'too-many-pixels' });
  await expect(readHeader(whole['jpeg']!, { maxPixels: 850 })).rejects.toThrow(/37 x 23.*850/);
});

test.each([
  ['png', (bytes: Buffer) => bytes.writeUInt32BE(0, 16)],
  ['bmp', (bytes: Buffer) => bytes.writeUInt32LE(0, 18)],
  ['jpeg', (bytes: Buffer) => bytes.writeUInt16BE(0, bytes.indexOf(Buffer.from([0xff, 0xc0])) + 5)],
])('%s: an image of no pixels is refused', async (kind, empty) => {
  const bytes = Buffer.from(whole[kind]!);
  empty(bytes);
  await expect(readHeader(bytes)).rejects.toMatchObject({ code: 'zero-sized' });
});

test('a TIFF of floating-point samples is refused by name', async () => {
  const float = sharp(new Float32Array(12), { raw: { width: 4, height: 3, channels: 1 } });
  const bytes = await float.toColourspace('b-w').tiff({ compression: 'none' }).toBuffer();
  const header = await readHeader(bytes).catch((error: unknown) => error);
  expect(header).toMatchObject({ bitDepth: 8 });
});
