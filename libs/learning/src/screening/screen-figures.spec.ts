import { expect, test } from 'vitest';
import type { ImageQuality } from '#contracts';
import fc from 'fast-check';
import { extremeOnes } from './screen-extremes.js';
import { robustCameraLimits } from './screen-quality.js';
import { allOver, extremeness, yardstickOf, type ScreenMap } from './screen-score.js';
import { seededRandom } from '#numbers';

const random = seededRandom(5);
/** A map of 6 x 6 places with noise around 10, as far from others as those around it. */
const usualMap = (): ScreenMap => mapOf(() => 10 + random());
const mapOf = (distance: (place: number) => number, around = 10): ScreenMap => ({
  distances: Float32Array.from({ length: 36 }, (_, place) => distance(place)),
  around: new Float32Array(36).fill(around),
});
const changed = (
  { distances, around }: ScreenMap,
  by: (value: number, place: number) => number,
) => ({
  distances: distances.map(by),
  around: around.map(by),
});

test('a frame that is far off at some places is extreme; one that is far off everywhere is so all over', () => {
  const maps = Array.from({ length: 40 }, usualMap);
  const local = mapOf((place) => 10 + random() + (place < 6 ? 5 : 0));
  const everywhere = mapOf(() => 15 + random());
  const yardstick = yardstickOf([...maps, local, everywhere], null);
  const usual = Math.max(...maps.map((map) => extremeness(map, yardstick)));
  expect(extremeness(local, yardstick)).toBeGreaterThan(2 * usual);
  expect(allOver(local, yardstick)).toBeLessThan(0.5);
  expect(allOver(everywhere, yardstick)).toBeGreaterThan(0.5);
});

test('a patch is odder where others lie close together, with many frames to say so', () => {
  const among = (frames: number) => {
    const yardstick = yardstickOf(Array.from({ length: frames }, usualMap), null);
    const apart = mapOf((place) => (place < 5 ? 12 : 10));
    const around = apart.around.map((value, place) => (place < 5 ? 5 : value));
    return extremeness({ ...apart, around }, yardstick) - extremeness(apart, yardstick);
  };
  expect(among(400)).toBeGreaterThan(10 * among(20));
  expect(among(20)).toBeGreaterThan(0);
});

test('what is masked counts for nothing, to the bit', () => {
  const maps = Array.from({ length: 20 }, usualMap);
  const mask = Uint8Array.from({ length: 36 }, (_, place) => (place < 12 ? 0 : 1));
  const others = maps.map((map) =>
    changed(map, (value, place) => (place < 12 ? value * 7 : value)),
  );
  const scores = (all: ScreenMap[]) => {
    const yardstick = yardstickOf(all, mask);
    return all.map((map) => [extremeness(map, yardstick), allOver(map, yardstick)]);
  };
  expect(scores(others)).toEqual(scores(maps));
});

test('the scale of distances does not matter, nor does the order of the frames', () => {
  const maps = Array.from({ length: 25 }, usualMap);
  const scores = maps.map((map) => extremeness(map, yardstickOf(maps, null)));
  const larger = maps.map((map) => changed(map, (value) => value * 4));
  const again = larger.map((map) => extremeness(map, yardstickOf(larger.toReversed(), null)));
  again.forEach((score, i) => expect(score).toBeCloseTo(scores[i]!, 4));
});

test('of scores without outliers at most the granted share is set aside, whatever they are', () => {
  fc.assert(
    fc.property(
      fc.array(fc.double({ min: -3, max: 2.4, noNaN: true }), { minLength: 10, maxLength: 300 }),
      fc.double({ min: 0.01, max: 0.2, noNaN: true }),
      (scores, mostGood) => {
        const { places, limit } = extremeOnes(scores, mostGood);
        expect(places.size).toBeLessThanOrEqual(mostGood * scores.length);
        scores.forEach((score, place) => {
          if (!places.has(place)) expect(score).toBeLessThanOrEqual(limit);
        });
      },
    ),
  );
});

test('with 29 good frames one may be set aside; two defects beyond a clear gap are, too', () => {
  const good = [3, ...Array.from({ length: 28 }, (_, i) => 1.8 - i / 10)];
  expect([...extremeOnes(good, 0.05).places]).toEqual([0]);
  const { places } = extremeOnes([...good, 6, 5.5], 0.05);
  expect([...places].sort((a, b) => a - b)).toEqual([0, 29, 30]);
});

test('never more than 15 % are set aside: then it is another product, not a few bad ones', () => {
  const scores = [...Array<number>(70).fill(0), ...Array<number>(30).fill(50)];
  expect(extremeOnes(scores, 0.05).places.size).toBe(15);
});

const quality: ImageQuality = {
  focus: 0.4,
  exposure: 0.5,
  clippedDark: 0.01,
  clippedBright: 0.01,
  castRed: 0.1,
  castBlue: -0.1,
  shiftX: 0,
  shiftY: 0,
  turn: 0,
  match: 0.9,
};

test('where parts lie as they like no move is too far; where they lie still a small one is', () => {
  const moving = Array.from({ length: 30 }, () => ({ ...quality, shiftX: 0.3 * (random() - 0.5) }));
  expect(robustCameraLimits(moving)!.shiftX.high).toBeGreaterThan(0.9);
  const still = Array.from({ length: 30 }, () => ({ ...quality, shiftX: 0.004 * random() }));
  expect(robustCameraLimits(still)!.shiftX.high).toBeLessThan(0.04);
});

test('limits on the pictures come from medians: a quarter of bad ones does not move them', () => {
  const good = Array.from({ length: 30 }, () => ({ ...quality, focus: 0.4 + 0.02 * random() }));
  const bad = Array.from({ length: 9 }, () => ({ ...quality, focus: 0.05 }));
  const [clean, poisoned] = [robustCameraLimits(good)!, robustCameraLimits([...good, ...bad])!];
  expect(poisoned.focus.low).toBeGreaterThan(0.2);
  expect(Math.abs(poisoned.focus.low - clean.focus.low)).toBeLessThan(0.05);
  expect(clean.exposure).toEqual({ low: 0.4, high: 0.6 });
  expect(robustCameraLimits(good.slice(0, 7))).toBeNull();
});
