import fc from 'fast-check';
import { expect, test } from 'vitest';
import { enlargeMap } from './anomaly-map.js';
import { decode } from '../decoding/decode.js';
import { heatColour } from './heatmap-colours.js';
import { renderHeatmap } from './heatmap.js';
import { outlineRegions } from './outline-regions.js';
import { difference, open, pixelAt, waves } from '../../../../test/support/images/paint.js';
import { thumbnail } from '../thumbnail.js';
import { readHeader } from '../header/read-header.js';

const limits = { warn: 2, reject: 3, scale: 0.4 };
const frame = waves(160, 120);
const bytes = await open(frame).png().toBuffer();
const size = { width: 160, height: 120 };
const flat = (score: number) => new Float32Array(16 * 16).fill(score);

test('a part whose patches all lie below the warn limit is shown as it is', async () => {
  const map = Float32Array.from({ length: 256 }, (_, i) => (i / 255) * limits.warn);
  const picture = await renderHeatmap(bytes, { map, rows: 16, columns: 16, limits });
  expect(difference(await decode(picture, size), frame).largest).toBe(0);
});

test('a score has the same colour whatever else is in the map', () => {
  fc.assert(
    fc.property(fc.float({ min: 0, max: 50, noNaN: true }), (score) => {
      const colour = heatColour(score, limits);
      expect(colour).toEqual(heatColour(score, { ...limits }));
      expect(colour.opacity).toBeGreaterThanOrEqual(0);
      expect(colour.opacity).toBeLessThanOrEqual(0.54);
      if (score <= limits.warn) expect(colour.opacity).toBe(0);
    }),
  );
});

test('more is never paler, and the reject limit is orange', () => {
  const scores = Array.from({ length: 400 }, (_, i) => i / 40);
  const opacities = scores.map((score) => heatColour(score, limits).opacity);
  expect(opacities).toEqual([...opacities].sort((a, b) => a - b));
  expect(heatColour(limits.reject, limits)).toEqual({
    red: 255,
    green: 130,
    blue: 20,
    opacity: 0.36,
  });
});

test('limits that lie on one another still colour', () => {
  const together = { warn: 3, reject: 3, scale: 0.5 };
  expect(heatColour(3, together)).toEqual(heatColour(limits.reject, limits));
  expect(heatColour(2.5, together).opacity).toBe(0);
  expect(heatColour(9, together).opacity).toBe(0.54);
});

test('what is over the reject limit is outlined, what is not is not', async () => {
  const outline = [255, 32, 96];
  const seen = async (score: number) => {
    const map = flat(0);
    for (const [row, column] of [
      [7, 7],
      [7, 8],
      [8, 7],
      [8, 8],
    ] as const)
      map[row * 16 + column] = score;
    const picture = await decode(
      await renderHeatmap(bytes, { map, rows: 16, columns: 16, limits }),
      size,
    );
    const places = Array.from(
      { length: 160 * 120 },
      (_, i) => [i % 160, Math.floor(i / 160)] as const,
    );
    return places.filter(([x, y]) => pixelAt(picture, x, y).join() === outline.join());
  };
  expect(await seen(2.9)).toEqual([]);
  const places = await seen(9);
  expect(places.length).toBeGreaterThan(20);
  for (const [x, y] of places) {
    expect(Math.abs(x - 80)).toBeLessThan(20);
    expect(Math.abs(y - 60)).toBeLessThan(15);
  }
});

test('with a region of interest the map lies on it and the rest is dimmed', async () => {
  const regionOfInterest = { x: 0.5, y: 0.5, width: 0.5, height: 0.5 };
  const request = { map: flat(9), rows: 16, columns: 16, limits, regionOfInterest };
  const picture = await decode(await renderHeatmap(bytes, request), size);
  expect(pixelAt(picture, 10, 10)).toEqual(
    pixelAt(frame, 10, 10).map((level) => Math.floor(level * 0.45)),
  );
  const [red = 0, green = 0] = pixelAt(picture, 120, 90);
  expect(red - green).toBeGreaterThan(60);
});

test('an enlarged map goes through its scores and never over them', () => {
  fc.assert(
    fc.property(
      fc.array(fc.float({ min: 0, max: 100, noNaN: true }), { minLength: 12, maxLength: 12 }),
      (scores) => {
        const map = Float32Array.from(scores);
        const enlarged = enlargeMap({ map, rows: 3, columns: 4 }, 4 * 9, 3 * 9);
        for (let row = 0; row < 3; row++)
          for (let column = 0; column < 4; column++)
            expect(enlarged[(row * 9 + 4) * 36 + column * 9 + 4]).toBeCloseTo(
              map[row * 4 + column]!,
              3,
            );
        for (const value of enlarged) {
          expect(value).toBeLessThanOrEqual(Math.max(...map));
          expect(value).toBeGreaterThanOrEqual(Math.min(...map));
        }
      },
    ),
    { numRuns: 50 },
  );
});

test('outlined regions: every patch over the level is in exactly one box of touching patches', () => {
  fc.assert(
    fc.property(
      fc.array(fc.float({ min: 0, max: 1, noNaN: true }), { minLength: 30, maxLength: 30 }),
      (scores) => {
        const map = Float32Array.from(scores);
        const regions = outlineRegions(map, 5, 6, 0.5);
        const over = scores.filter((_, i) => map[i]! > 0.5).length;
        expect(regions.reduce((sum, region) => sum + region.patches, 0)).toBe(over);
        expect(regions.map((region) => region.peak)).toEqual(
          regions.map((r) => r.peak).sort((a, b) => b - a),
        );
        for (const { box, patches } of regions)
          expect(patches).toBeLessThanOrEqual(
            Math.round(box.width * 6) * Math.round(box.height * 5),
          );
      },
    ),
  );
});

test('two regions are outlined as by hand, told apart across a corner', () => {
  // prettier-ignore
  const map = Float32Array.from([
    9, 9, 0, 0,
    0, 0, 5, 0,
    0, 0, 5, 0,
  ]);
  const [first, second] = outlineRegions(map, 3, 4, 1);
  expect(first).toEqual({
    box: { x: 0, y: 0, width: 0.5, height: 1 / 3 },
    outline: [
      { x: 0, y: 0 },
      { x: 0.5, y: 0 },
      { x: 0.5, y: 1 / 3 },
      { x: 0, y: 1 / 3 },
    ],
    patches: 2,
    peak: 9,
  });
  expect(second).toMatchObject({ box: { x: 0.5, y: 1 / 3, width: 0.25, height: 2 / 3 }, peak: 5 });
});

test('a thumbnail keeps the shape and is never enlarged', async () => {
  expect(await readHeader(await thumbnail(bytes, 80))).toMatchObject({
    format: 'jpeg',
    width: 80,
    height: 60,
  });
  expect(await readHeader(await thumbnail(bytes, 800))).toMatchObject({ width: 160, height: 120 });
});
