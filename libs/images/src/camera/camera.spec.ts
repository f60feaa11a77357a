import fc from 'fast-check';
import { expect, test } from 'vitest';
import { alignment, masks } from '#contracts';
import { sharp } from '../decoding/engine.js';
import type { RgbImage } from '../rgb-image.js';
import { aligned, mayAlign } from './align.js';
import { cameraReferenceOf } from './camera-reference.js';
import { cellsThatCount, filled, rasterOf } from './mask-raster.js';
import { measureQuality } from './measure-quality.js';

const size = { width: 256, height: 256 };

/** A round part with holes, drawn at any place and turn; edges are two pixels soft. */
function picture(move: { x?: number; y?: number; turn?: number } = {}, shade = 1): RgbImage {
  const { x: dx = 0, y: dy = 0, turn = 0 } = move;
  const [cos, sin] = [Math.cos((turn * Math.PI) / 180), Math.sin((turn * Math.PI) / 180)];
  const pixels = new Uint8Array(3 * 256 * 256);
  for (let row = 0; row < 256; row++)
    for (let column = 0; column < 256; column++) {
      const [u, v] = [column - 127.5 - dx, row - 127.5 - dy];
      const [x, y] = [127.5 + cos * u + sin * v, 127.5 - sin * u + cos * v];
      const value = shade * (60 + 118 * disc(x, y, 120, 130, 80) - 90 * disc(x, y, 110, 95, 18) - 140 * disc(x, y, 150, 150, 14) + 40 * disc(x, y, 75, 165, 12)); // prettier-ignore
      const grain = 8 * Math.sin(x / 2.5) * Math.cos(y / 3.1);
      const shown = Math.max(0, Math.min(255, value + shade * grain));
      pixels.set([shown, shown * 0.97, shown * 0.9], 3 * (row * 256 + column));
    }
  return { ...size, pixels };
}

function disc(x: number, y: number, cx: number, cy: number, radius: number): number {
  return Math.min(1, Math.max(0, (radius - Math.hypot(x - cx, y - cy)) / 2 + 0.5));
}

async function blurred({ pixels }: RgbImage, sigma: number): Promise<RgbImage> {
  const data = await sharp(pixels, { raw: { ...size, channels: 3 } })
    .blur(sigma)
    .raw()
    .toBuffer();
  return { ...size, pixels: new Uint8Array(data) };
}

const still = picture();

test.each([
  [{ x: 0, y: 0, turn: 0 }],
  [{ x: 6, y: 0, turn: 0 }],
  [{ x: -3.5, y: 2.25, turn: 0 }],
  [{ x: 40, y: -30, turn: 0 }],
  [{ x: 0, y: 0, turn: 3 }],
  [{ x: 5, y: 4, turn: -2 }],
])('a move of %j is found to a fifth of a pixel and a tenth of a degree', (move) => {
  const found = measureQuality(picture(move), cameraReferenceOf(still));
  expect(Math.abs(found.shiftX * 256 - move.x)).toBeLessThan(0.2);
  expect(Math.abs(found.shiftY * 256 - move.y)).toBeLessThan(0.2);
  expect(Math.abs(found.turn - move.turn)).toBeLessThan(0.1);
  expect(found.match).toBeGreaterThan(0.9);
});

test('light and contrast do not move a picture; another picture does not match', () => {
  const reference = cameraReferenceOf(still);
  const darker = measureQuality(picture({ x: 4 }, 0.7), reference);
  expect(Math.abs(darker.shiftX * 256 - 4)).toBeLessThan(0.2);
  const noise = Uint8Array.from({ length: 3 * 256 * 256 }, (_, i) => (i * 7919) % 251);
  expect(measureQuality({ ...size, pixels: noise }, reference).match).toBeLessThan(0.4);
});

test('blur takes the sharpness, light does not', async () => {
  const focus = async (image: RgbImage | Promise<RgbImage>) =>
    measureQuality(await image, null).focus;
  const sharpness = await focus(still);
  expect((await focus(blurred(still, 1))) / sharpness).toBeLessThan(0.75);
  expect((await focus(blurred(still, 3))) / sharpness).toBeLessThan(0.4);
  expect((await focus(picture({}, 0.6))) / sharpness).toBeCloseTo(1, 1);
});

test('light and colour are measured as by hand', () => {
  const of = (red: number, green: number, blue: number) => {
    const pixels = Uint8Array.from({ length: 3 * 64 }, (_, i) => [red, green, blue][i % 3]!);
    return measureQuality({ width: 8, height: 8, pixels }, null);
  };
  expect(of(51, 51, 51)).toMatchObject({
    clippedDark: 0,
    clippedBright: 0,
    castRed: 0,
    castBlue: 0,
  });
  expect(of(51, 51, 51).exposure).toBeCloseTo(0.2, 3);
  expect(of(0, 0, 0)).toMatchObject({ exposure: 0, clippedDark: 1, castRed: 0, focus: 0 });
  expect(of(255, 255, 255)).toMatchObject({ clippedBright: 1 });
  expect(of(120, 60, 60).castRed).toBeCloseTo(Math.log(121 / 61), 5);
});

test('an aligned picture lies where its reference does', () => {
  const reference = cameraReferenceOf(still);
  const settings = alignment.parse({ enabled: true, largestTurn: 4 });
  for (const move of [
    { x: 9, y: -6 },
    { x: 3, y: 2, turn: 3 },
  ]) {
    const image = picture(move);
    const lie = measureQuality(image, reference);
    expect(mayAlign(lie, settings)).toBe(true);
    const back = measureQuality(aligned(image, lie), reference);
    expect(Math.abs(back.shiftX * 256)).toBeLessThan(0.3);
    expect(Math.abs(back.shiftY * 256)).toBeLessThan(0.3);
    expect(Math.abs(back.turn)).toBeLessThan(0.15);
  }
  expect(mayAlign(measureQuality(picture({ x: 60 }), reference), settings)).toBe(false);
  expect(mayAlign(measureQuality(still, reference), alignment.parse({}))).toBe(false);
});

const half = [
  { x: 0.5, y: 0 },
  { x: 1, y: 0 },
  { x: 1, y: 1 },
  { x: 0.5, y: 1 },
];

test('masks: polygons in and out, a region, an image; cells more than half masked do not count', async () => {
  const small = { width: 8, height: 4 };
  const rows = async (given: object, region = null as never) =>
    (await rasterOf(masks.parse(given), region, small))!.join('').match(/.{8}/g);
  expect(await rasterOf(masks.parse({}), null, small)).toBeNull();
  expect(await rows({ ignore: [half] })).toEqual(Array(4).fill('11110000'));
  expect(await rows({ include: [half] })).toEqual(Array(4).fill('00001111'));
  const region = { x: 0.25, y: 0, width: 0.5, height: 1 } as never;
  expect(await rows({ ignore: [half] }, region)).toEqual(Array(4).fill('11110000'));
  const grey = Buffer.from([255, 0, 0, 255]);
  const png = await sharp(grey, { raw: { width: 2, height: 2, channels: 1 } })
    .png()
    .toBuffer();
  expect(await rows({ image: png.toString('base64') })).toEqual([
    ...Array<string>(2).fill('11110000'),
    ...Array<string>(2).fill('00001111'),
  ]);
  const raster = await rasterOf(masks.parse({ ignore: [half] }), null, small);
  expect([...cellsThatCount(raster, small, { rows: 1, columns: 4 })!]).toEqual([1, 1, 0, 0]);
});

test('what lies under a mask reaches no pixel of a filled picture, also through resizing', async () => {
  const masked = masks.parse({ ignore: [half] });
  const counts = await rasterOf(masked, null, { width: 64, height: 64 });
  const shown = async (inside: number) => {
    const pixels = Uint8Array.from({ length: 3 * 200 * 200 }, (_, i) =>
      Math.floor(i / 3) % 200 < 100 ? (i * 31) % 256 : (i * inside) % 256,
    );
    const data = await sharp(pixels, { raw: { width: 200, height: 200, channels: 3 } })
      .resize({ width: 64, height: 64, fit: 'fill', kernel: 'cubic' })
      .raw()
      .toBuffer();
    return filled({ width: 64, height: 64, pixels: new Uint8Array(data) }, counts).pixels;
  };
  const first = await shown(1);
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 2, max: 251 }), async (inside) => {
      expect(Buffer.compare(await shown(inside), first)).toBe(0);
    }),
    { numRuns: 10 },
  );
});

test('a stain of a tenth of the picture moves no camera', () => {
  const reference = cameraReferenceOf(still);
  for (const [cx, cy] of [
    [128, 128],
    [90, 150],
    [180, 70],
  ] as const) {
    const { pixels } = picture();
    for (let i = 0; i < 256 * 256; i++)
      if (Math.hypot((i % 256) - cx, Math.floor(i / 256) - cy) < 45) pixels.fill(12, 3 * i, 3 * i + 3); // prettier-ignore
    const { shiftX, shiftY, turn, match } = measureQuality({ ...size, pixels }, reference);
    const away = Math.max(Math.abs(shiftX * 256), Math.abs(shiftY * 256), Math.abs(turn) / 0.3);
    expect(match === 0 || away < 2).toBe(true);
  }
});
