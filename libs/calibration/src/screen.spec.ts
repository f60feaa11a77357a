import { expect, test } from 'vitest';
import type { ImageQuality } from '#contracts';
import fc from 'fast-check';
import { extremeOnes } from './screen-extremes.js';
import { robustCameraLimits } from './screen-quality.js';
import { allOver, extremeness, yardstickOf } from './screen-score.js';
import { seededRandom } from './seeded-random.js';

const random = seededRandom(5);
/** A map of 6 x 6 places with noise around 10. */
const usualMap = () => Float32Array.from({ length: 36 }, () => 10 + random());

test('a frame that is far off at some places is extreme; one that is far off everywhere is so all over', () => {
  const maps = Array.from({ length: 40 }, usualMap);
  const local = usualMap().map((value, place) => (place < 6 ? value + 5 : value));
  const everywhere = usualMap().map((value) => value + 5);
  const yardstick = yardstickOf([...maps, local, everywhere], null);
  const usual = Math.max(...maps.map((map) => extremeness(map, yardstick)));
  expect(extremeness(local, yardstick)).toBeGreaterThan(2 * usual);
  expect(allOver(local, yardstick)).toBeLessThan(0.5);
  expect(allOver(everywhere, yardstick)).toBeGreaterThan(0.5);
});

test('what is masked counts for nothing, to the bit', () => {
  const maps = Array.from({ length: 20 }, usualMap);
  const mask = Uint8Array.from({ length: 36 }, (_, place) => (place < 12 ? 0 : 1));
  const changed = maps.map((map) => map.map((value, place) => (place < 12 ? value * 7 : value)));
  const scores = (all: Float32Array[]) => {
    const yardstick = yardstickOf(all, mask);
    return all.map((map) => [extremeness(map, yardstick), allOver(map, yardstick)]);
  };
  expect(scores(changed)).toEqual(scores(maps));
});

test('the scale of distances does not matter, nor does the order of the frames', () => {
  const maps = Array.from({ length: 25 }, usualMap);
  const scores = maps.map((map) => extremeness(map, yardstickOf(maps, null)));
  const larger = maps.map((map) => map.map((value) => value * 4));
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
