import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decode } from './decode.js';
import { sharp } from './engine.js';
import { regionInPixels } from '../region.js';
import {
  difference,
  open,
  paint,
  pixelAt,
  speckled,
  waves,
} from '../../../../test/support/images/paint.js';
import { writeBmp } from '../../../../test/support/images/write-bmp.js';
import type { RgbImage } from '../rgb-image.js';
import { runs, study } from '../../../../test/support/study.js';

/** EXIF orientation by its definition: where the stored pixel of an upright place is. */
function upright(image: RgbImage, orientation: number): RgbImage {
  const { width: w, height: h } = image;
  const turned = orientation >= 5;
  const source = (x: number, y: number): [number, number] =>
    (
      [
        [x, y],
        [w - 1 - x, y],
        [w - 1 - x, h - 1 - y],
        [x, h - 1 - y],
        [y, x],
        [y, h - 1 - x],
        [w - 1 - y, h - 1 - x],
        [w - 1 - y, x],
      ] as [number, number][]
    )[orientation - 1]!;
  return paint(turned ? h : w, turned ? w : h, (x, y) => {
    const [r = 0, g = 0, b = 0] = pixelAt(image, ...source(x, y));
    return [r, g, b];
  });
}

/** The mean of the pixels under each pixel, weighted by how much of them lies there. */
function areaMean(image: RgbImage, width: number, height: number): RgbImage {
  const [sx, sy] = [image.width / width, image.height / height];
  return paint(width, height, (x, y) => {
    const sum = [0, 0, 0];
    for (let j = Math.floor(y * sy); j < (y + 1) * sy; j++)
      for (let i = Math.floor(x * sx); i < (x + 1) * sx; i++) {
        const across = Math.min(i + 1, (x + 1) * sx) - Math.max(i, x * sx);
        const down = Math.min(j + 1, (y + 1) * sy) - Math.max(j, y * sy);
        const at = 3 * (j * image.width + i);
        for (let c = 0; c < 3; c++) sum[c]! += image.pixels[at + c]! * across * down;
      }
    const [r = 0, g = 0, b = 0] = sum.map((s) => Math.round(s / (sx * sy)));
    return [r, g, b];
  });
}

const fraction = fc.double({ min: 0, max: 1, noNaN: true });

test('any region of any orientation is what an obvious version cuts out', study, async () => {
  const stored = speckled(31, 22);
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 1, max: 8 }),
      fc.tuple(fraction, fraction, fraction, fraction),
      async (orientation, [a, b, c, d]) => {
        const bytes = await open(stored).withMetadata({ orientation }).png().toBuffer();
        const [x, y] = [Math.min(a, b), Math.min(c, d)];
        const region = { x, y, width: Math.abs(a - b) + 1e-9, height: Math.abs(c - d) + 1e-9 };
        const frame = upright(stored, orientation);
        const cut = regionInPixels(region, frame);
        const { width, height } = cut;
        const expected = paint(width, height, (i, j) => {
          const [r = 0, g = 0, bl = 0] = pixelAt(frame, cut.left + i, cut.top + j);
          return [r, g, bl];
        });
        const got = await decode(bytes, { width, height, regionOfInterest: region });
        expect(difference(got, expected)).toEqual({ mean: 0, largest: 0 });
      },
    ),
    runs(24, 200),
  );
});

test.each(['png', 'tiff', 'bmp', 'webp', 'jpeg'])(
  '%s: made smaller, it is the mean of its pixels to 3 levels',
  async (format) => {
    const image = waves(640, 512);
    const bytes =
      format === 'bmp'
        ? writeBmp(image, { bits: 24 })
        : await open(image)
            .toFormat(format as 'webp', format === 'png' ? {} : { quality: 98 })
            .toBuffer();
    const got = await decode(bytes, { width: 96, height: 96 });
    expect(difference(got, areaMean(image, 96, 96)).largest).toBeLessThanOrEqual(3);
  },
);

test('stripes finer than the result keep less than a tenth of their contrast', async () => {
  for (const period of [2, 3, 5]) {
    const stripes = paint(1024, 768, (x) => (x % period === 0 ? [255, 255, 255] : [0, 0, 0]));
    const grey = 255 / period;
    for (const format of ['png', 'jpeg'] as const) {
      const bytes = await open(stripes)
        .toFormat(format, format === 'png' ? {} : { quality: 95 })
        .toBuffer();
      const { pixels } = await decode(bytes, { width: 128, height: 128 });
      const inner = [...pixels.subarray(128 * 3 * 60 + 30, 128 * 3 * 61 - 30)];
      expect(Math.max(...inner.map((level) => Math.abs(level - grey)))).toBeLessThan(25.5);
    }
  }
});

test('the same bytes give the same pixels, however many are decoded at once', async () => {
  const bytes = await open(waves(800, 600)).jpeg().toBuffer();
  const all = await Promise.all(
    Array.from({ length: 12 }, () => decode(bytes, { width: 256, height: 256 })),
  );
  for (const one of all) expect(Buffer.compare(one.pixels, all[0]!.pixels)).toBe(0);
});

test('16-bit grey comes out linearly over its full range', async () => {
  const levels = new Uint16Array(64 * 4).map((_, i) => i * 257);
  const grey = sharp(levels, { raw: { width: 64, height: 4, channels: 1 } });
  for (const format of ['png', 'tiff'] as const) {
    const bytes = await grey
      .clone()
      .toColourspace('grey16')
      .toFormat(format, { compression: 'lzw' })
      .toBuffer();
    const { pixels } = await decode(bytes, { width: 64, height: 4 });
    for (let i = 0; i < 256; i++) expect([...pixels.subarray(i * 3, i * 3 + 3)]).toEqual([i, i, i]);
  }
});

test('8-bit grey is the same level in all three channels', async () => {
  const bytes = await open(waves(40, 30)).toColourspace('b-w').png().toBuffer();
  const { pixels, width, height } = await decode(bytes, { width: 40, height: 30 });
  expect(pixels.length).toBe(width * height * 3);
  for (let i = 0; i < pixels.length; i += 3) expect(pixels[i]).toBe(pixels[i + 1]);
});

test('what is transparent is black', async () => {
  const half = sharp({
    create: { width: 8, height: 8, channels: 4, background: { r: 200, g: 100, b: 50, alpha: 0.5 } },
  });
  const { pixels } = await decode(await half.png().toBuffer(), { width: 8, height: 8 });
  expect(
    [...pixels.subarray(0, 3)].map((level, i) => Math.abs(level - [100, 50, 25][i]!) <= 1),
  ).toEqual([true, true, true]);
});

test('colours of another profile come to sRGB', async () => {
  const green = paint(16, 16, () => [60, 200, 80]);
  const plain = await open(green).png().toBuffer();
  const wide = await sharp(plain).withIccProfile('p3').png().toBuffer();
  const stored = await sharp(wide).metadata();
  expect(stored.icc).toBeDefined();
  const got = await decode(wide, { width: 16, height: 16 });
  expect(difference(got, green).largest).toBeLessThanOrEqual(2);
});

test('CMYK, as printers and scanners write it, comes to RGB', async () => {
  const bytes = await open(paint(16, 16, () => [220, 40, 40]))
    .toColourspace('cmyk')
    .jpeg({ quality: 95 })
    .toBuffer();
  const { pixels } = await decode(bytes, { width: 16, height: 16 });
  expect(pixels[0]).toBeGreaterThan(170);
  expect(pixels[1]).toBeLessThan(90);
});

test('of an animation the first picture is taken', async () => {
  const [red, blue] = [paint(8, 8, () => [255, 0, 0]), paint(8, 8, () => [0, 0, 255])];
  const bytes = await sharp([await open(red).png().toBuffer(), await open(blue).png().toBuffer()], {
    join: { animated: true },
  })
    .webp({ lossless: true })
    .toBuffer();
  expect((await decode(bytes, { width: 8, height: 8 })).pixels).toEqual(Buffer.from(red.pixels));
});

test('a JPEG whose pixels stop early is refused though its end mark is there', async () => {
  const bytes = await open(speckled(200, 200)).jpeg().toBuffer();
  const cut = Buffer.concat([bytes.subarray(0, bytes.length / 2), Buffer.from([0xff, 0xd9])]);
  await expect(decode(cut, { width: 64, height: 64 })).rejects.toMatchObject({
    code: expect.stringMatching(/image-(truncated|damaged)/) as string,
  });
});
