import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { ImageQuality } from '#contracts';
import { faultOf } from './camera-fault.js';
import { cameraLimitsFrom } from './camera-limits.js';

const usual: ImageQuality = {
  focus: 0.8,
  exposure: 0.5,
  clippedDark: 0,
  clippedBright: 0.01,
  castRed: 0.1,
  castBlue: -0.1,
  shiftX: 0,
  shiftY: 0,
  turn: 0,
  match: 0.95,
};
const frame = { width: 640, height: 480 };
const normals = Array.from({ length: 20 }, (_, i) => ({ ...usual, exposure: 0.48 + i * 0.002 }));
const limits = cameraLimitsFrom(normals, { margin: 1 })!;

test.each([
  [{ shiftX: 0.03 }, 'shifted', 'moved 19 px right'],
  [{ shiftY: -0.02 }, 'shifted', 'moved 9.6 px up'],
  [{ turn: 3 }, 'shifted', 'turned 3.0 degrees to the right'],
  [{ exposure: 0.4 }, 'dark', '20 % darker'],
  [{ exposure: 0.7 }, 'bright', '41 % brighter'],
  [{ focus: 0.32 }, 'blurred', 'blurred: 40 % of the usual sharpness'],
  [{ clippedBright: 0.6 }, 'clipped', '60 % of the picture is white'],
  [{ castBlue: 0.2 }, 'colour-cast', '35 % more blue'],
] as const)('%j is %s: %s', (change, cause, text) => {
  expect(faultOf({ ...usual, ...change }, limits, frame)).toMatchObject({ cause, text });
});

test('the farthest outside is named', () => {
  const both = { ...usual, exposure: 0.1, shiftX: 0.03 };
  expect(faultOf(both, limits, frame)).toMatchObject({ cause: 'dark' });
});

test('a sharper picture is no fault, and a move that does not match is not believed', () => {
  expect(faultOf({ ...usual, focus: 3 }, limits, frame)).toBeNull();
  expect(faultOf({ ...usual, shiftX: 0.2, match: 0.3 }, limits, frame)).toBeNull();
});

test('normals of a texture without a place: no move is ever believed', () => {
  const texture = normals.map((quality, i) => ({
    ...quality,
    match: 0.2,
    shiftX: Math.sin(i) / 2,
  }));
  const own = cameraLimitsFrom(texture, { margin: 0 })!;
  expect(faultOf({ ...usual, shiftX: 0.49, match: 1 }, own, frame)).toBeNull();
});

test('parts that lie as they were put: no move is a fault, however well they match', () => {
  const strewn = normals.map((quality, i) => ({ ...quality, shiftX: 0.06 * Math.sin(i) }));
  const own = cameraLimitsFrom(strewn, { margin: 1 })!;
  expect(faultOf({ ...usual, shiftX: 0.49 }, own, frame)).toBeNull();
  const still = normals.map((quality, i) => ({ ...quality, shiftX: 0.01 * Math.sin(i) }));
  const fixed = cameraLimitsFrom(still, { margin: 1 })!;
  expect(faultOf({ ...usual, shiftX: 0.49 }, fixed, frame)).toMatchObject({ cause: 'shifted' });
});

test('one odd normal of many widens the range by itself only', () => {
  const many = Array.from({ length: 200 }, (_, i) => ({ ...usual, focus: 0.8 + 0.0005 * i }));
  const odd = cameraLimitsFrom([...many, { ...usual, focus: 0.5 }], { margin: 1 })!;
  expect(odd.focus.low).toBeGreaterThan(0.44);
  expect(odd.focus.low).toBeLessThan(0.5);
});

test('no normal is a fault of its own limits, at any margin', () => {
  const figure = fc.double({ min: -1, max: 1, noNaN: true });
  const quality = fc.record({
    focus: fc.double({ min: 0, max: 2, noNaN: true }),
    exposure: figure,
    clippedDark: figure,
    clippedBright: figure,
    castRed: figure,
    castBlue: figure,
    shiftX: figure,
    shiftY: figure,
    turn: figure,
    match: fc.double({ min: 0, max: 1, noNaN: true }),
  });
  fc.assert(
    fc.property(
      fc.array(quality, { minLength: 1, maxLength: 30 }),
      fc.double({ min: 0, max: 3, noNaN: true }),
      (qualities, margin) => {
        const own = cameraLimitsFrom(qualities, { margin })!;
        for (const one of qualities) expect(faultOf(one, own, frame)).toBeNull();
      },
    ),
  );
  expect(cameraLimitsFrom([], { margin: 1 })).toBeNull();
});
