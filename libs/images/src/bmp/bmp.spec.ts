import { expect, test } from 'vitest';
import { TouchstoneError } from '#contracts';
import { decodeBmp } from './bmp-pixels.js';
import { readHeader } from '../header/read-header.js';
import { difference, paint, speckled } from '../../../../test/support/images/paint.js';
import { writeBmp, type BmpKind } from '../../../../test/support/images/write-bmp.js';

const widths = [1, 2, 3, 5, 7, 8, 9, 31, 33];

/** A picture that has only the colours of a palette. */
function indexed(width: number, height: number, palette: NonNullable<BmpKind['palette']>) {
  return paint(width, height, (x, y) => palette[(x * 7 + y * 3 + x * y) % palette.length]!);
}

const paletteOf = (size: number) =>
  Array.from({ length: size }, (_, i) => [(i * 3) % 256, 255 - i, (i * 91) % 256] as const);

test.each([24, 32] as const)(
  '%i bits: every width, both row orders, come back exactly',
  async (bits) => {
    for (const width of widths)
      for (const topDown of [false, true]) {
        const image = speckled(width, 5);
        expect(await decodeBmp(writeBmp(image, { bits, topDown }))).toEqual(image);
      }
  },
);

test.each([12, 40, 108, 124] as const)(
  'palettes come back exactly from a header of %i',
  async (header) => {
    for (const bits of [1, 4, 8] as const)
      for (const width of widths) {
        const palette = paletteOf(2 ** bits);
        const image = indexed(width, 4, palette);
        expect(await decodeBmp(writeBmp(image, { bits, header, palette }))).toEqual(image);
      }
  },
);

test('a short palette is read to its end, and 8-bit grey is one like others', async () => {
  const grey = Array.from({ length: 256 }, (_, i) => [i, i, i] as const);
  const image = indexed(9, 6, grey);
  expect(await decodeBmp(writeBmp(image, { bits: 8, palette: grey }))).toEqual(image);
  const few = paletteOf(3);
  const three = indexed(9, 6, few);
  expect(await decodeBmp(writeBmp(three, { bits: 8, palette: few }))).toEqual(three);
});

test.each([
  ['5-5-5', 16, undefined, 4.2],
  ['5-6-5', 16, [0xf800, 0x07e0, 0x001f], 4.2],
  ['4-4-4', 16, [0x0f00, 0x00f0, 0x000f], 8.6],
  ['8-8-8 in another order', 32, [0x000000ff, 0x0000ff00, 0x00ff0000], 0],
  ['8-8-8 at the top', 32, [0xff000000, 0x00ff0000, 0x0000ff00], 0],
  ['10-10-10', 32, [0x3ff00000, 0x000ffc00, 0x000003ff], 0],
] as const)(
  'colour masks %s: off by no more than the bits that are stored',
  async (_, bits, masks, most) => {
    for (const header of [40, 52, 124] as const) {
      const image = speckled(7, 5);
      const back = await decodeBmp(writeBmp(image, { bits, ...(masks ? { masks, header } : {}) }));
      expect(difference(back, image).largest).toBeLessThanOrEqual(most);
    }
  },
);

test('white is white and black is black with any mask', async () => {
  const image = paint(2, 1, (x) => (x === 0 ? [0, 0, 0] : [255, 255, 255]));
  expect(await decodeBmp(writeBmp(image, { bits: 16 }))).toEqual(image);
});

const red = [255, 0, 0] as const;
const blue = [0, 0, 255] as const;

test('RLE8: runs, single indices, a delta and the end of the bitmap', async () => {
  // Bottom row: red red red blue; top row: one place skipped, blue, the rest left at index 0.
  const code = [3, 0, 1, 1, 0, 0, 0, 2, 1, 0, 0, 3, 1, 1, 0, 0, 0, 1];
  const bytes = writeBmp(
    paint(4, 2, () => red),
    {
      bits: 8,
      palette: [red, blue],
      code: { compression: 1, bytes: code },
    },
  );
  const image = paint(4, 2, (x, y) =>
    y === 1 ? (x < 3 ? red : blue) : x === 1 || x === 2 ? blue : red,
  );
  expect(await decodeBmp(bytes)).toEqual(image);
});

test('RLE4: a run alternates between its two indices', async () => {
  const code = [5, 0x01, 0, 0, 0, 5, 0x10, 0x11, 0x00, 0, 0, 1];
  const bytes = writeBmp(
    paint(5, 2, () => red),
    {
      bits: 4,
      palette: [red, blue],
      code: { compression: 2, bytes: code },
    },
  );
  const image = paint(5, 2, (x, y) =>
    y === 1 ? (x % 2 === 0 ? red : blue) : [blue, red, blue, blue, red][x]!,
  );
  expect(await decodeBmp(bytes)).toEqual(image);
});

test('run lengths that stop early are truncated', async () => {
  const bytes = writeBmp(
    paint(4, 4, () => red),
    {
      bits: 8,
      palette: [red],
      code: { compression: 1, bytes: [4, 0, 0, 0] },
    },
  );
  await expect(decodeBmp(bytes)).rejects.toMatchObject({ code: 'image-truncated' });
});

test('a kind of BMP that is not read is refused by name', async () => {
  const bytes = writeBmp(speckled(3, 3), { bits: 24 });
  bytes.writeUInt32LE(4, 30);
  await expect(readHeader(bytes)).rejects.toThrow(/embedded JPEG/);
  bytes.writeUInt32LE(0, 30);
  bytes.writeUInt16LE(7, 28);
  await expect(readHeader(bytes)).rejects.toThrow(/7 bits a pixel/);
  await expect(readHeader(bytes)).rejects.toBeInstanceOf(TouchstoneError);
});
