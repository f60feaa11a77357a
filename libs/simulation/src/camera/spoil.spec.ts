import { expect, test } from 'vitest';
import { cameraReferenceOf, measureQuality } from '#images';
import { simulateFrame } from '../frame.js';
import { spoiled } from './spoil.js';

const line = { seed: 1, defects: 0, width: 256, height: 256 };

test('a spoiled picture measures as what was done to it', async () => {
  const { image } = await simulateFrame(line, 1);
  const reference = cameraReferenceOf(image);
  const still = measureQuality(image, reference);
  const seen = (...how: Parameters<typeof spoiled> extends [unknown, ...infer R] ? R : never) =>
    measureQuality(spoiled(image, ...how), reference);
  expect(seen('shifted', 6).shiftX * 256).toBeCloseTo(6, 0);
  expect(seen('turned', 3).turn).toBeCloseTo(3, 0);
  expect(seen('blurred', 2).focus).toBeLessThan(0.5 * still.focus);
  expect(seen('dark', 0.3).exposure / still.exposure).toBeCloseTo(0.7, 1);
  expect(seen('bright', 0.1).exposure).toBeGreaterThan(still.exposure);
  expect(seen('colour-cast', 0.2).castRed).toBeGreaterThan(still.castRed + 0.1);
});

test('the camera fails from the frame on that was said; a frozen one repeats itself to the byte', async () => {
  const frozen = { ...line, fault: { kind: 'frozen', size: 0, from: 2 } as const };
  const frames = await Promise.all([1, 2, 3].map((index) => simulateFrame(frozen, index)));
  expect(frames[0]!.bytes.equals(frames[1]!.bytes)).toBe(false);
  expect(frames[1]!.bytes.equals(frames[2]!.bytes)).toBe(true);
  expect(frames[1]!.bytes.equals((await simulateFrame(line, 2)).bytes)).toBe(true);
});
