import { expect, test } from 'vitest';
import { targets } from '#contracts';
import { seededRandom } from '#numbers';
import { limitsFor } from './limits-for.js';
import { limitsWithout } from './limits-without.js';

const asked = targets.parse({});
const settings = { seed: 1, most: 5 };

test('one odd normal of a small set sets the reject limit, and without it the next one does', () => {
  const scores = [3, 13, 5, 8, 6, 4, 7, 2, 9, 1, 10];
  const [oddest, next] = limitsWithout(scores, asked, settings);
  expect(limitsFor(scores, asked).limits.reject).toBe(13);
  expect(oddest).toMatchObject({ index: 1, without: { reject: 10 }, withoutOdder: { reject: 10 } });
  expect(next).toMatchObject({ index: 10, without: { reject: 13 }, withoutOdder: { reject: 9 } });
});

test('limits without a part are those of a calibration that never had it', () => {
  const random = seededRandom(3);
  const scores = Array.from({ length: 150 }, () => -Math.log(1 - random()));
  const found = limitsWithout(scores, asked, settings);
  expect(found).toHaveLength(5);
  found.forEach(({ index, without, withoutOdder }, place) => {
    const alone = limitsFor(scores.toSpliced(index, 1), asked).limits;
    expect(without).toEqual({ warn: alone.warn, reject: alone.reject });
    const ascending = scores.toSorted((a, b) => a - b);
    const left = limitsFor(ascending.slice(0, -1 - place), asked).limits;
    expect(withoutOdder).toEqual({ warn: left.warn, reject: left.reject });
  });
});

test('two parts are always left, and equal scores come in their order', () => {
  expect(limitsWithout([1, 2], asked, settings)).toEqual([]);
  expect(limitsWithout([4, 4, 4, 4], asked, settings).map(({ index }) => index)).toEqual([0, 1]);
});
