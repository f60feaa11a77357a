import { expect, test } from 'vitest';
import { type Limits, targets } from '#contracts';
import { limitsFor } from '#calibration';
import { seededRandom } from '#numbers';
import type { HeldOutFrame } from '../learned.js';
import { oddNormalsOf } from './odd-normals.js';
import { partScores } from './part-scores.js';
import { countedFrames, rarePartsOf } from './rare-parts.js';

const grid = { rows: 2, columns: 3 };
const frame = (id: string, part: string, score: number, map: number[]): HeldOutFrame => ({
  id,
  part,
  fold: 0,
  score,
  map: Float32Array.from(map),
  learned: true,
});
/** Eight usual parts, and one with a bright spot in the lower right. */
const frames = [
  ...Array.from({ length: 8 }, (_, i) => frame(`n${i}`, `p${i}`, 1 + i / 10, [1, 1, 1, 1, 1, i])),
  frame('odd', 'p-odd', 9, [1, 1, 1, 1, 1, 30]),
  frame('odd-again', 'p-odd', 5, [1, 1, 1, 1, 1, 20]),
];

test('an odd normal is named with its place, what others have there, and the limits without it', () => {
  const [odd, ...others] = oddNormalsOf({
    frames,
    targets: targets.parse({}),
    seed: 1,
    grid,
    partIdOf: (id) => (id === 'odd' ? 'serial-7' : null),
  });
  expect(odd).toMatchObject({
    frameId: 'odd',
    partId: 'serial-7',
    score: 9,
    place: { row: 1, column: 2, rows: 2, columns: 3, patchScore: 30, usual: 3.5, highest: 7 },
  });
  expect(odd!.without.reject).toBeCloseTo(1.7, 6);
  expect(odd!.spreads).toBeGreaterThan(10);
  // One frame a part, and five at most.
  expect(others.map(({ frameId }) => frameId)).toEqual(['n7', 'n6', 'n5', 'n4']);
});

test('a part is rare with all of its frames, and its scores are told apart from the others', () => {
  const { typical, rare } = countedFrames(frames, (id) => id === 'odd-again');
  expect(rare.map(({ id }) => id)).toEqual(['odd', 'odd-again']);
  expect(typical).toHaveLength(8);
  const limits: Limits = { warn: 1.6, reject: 1.7, scale: 0.1 };
  expect(rarePartsOf(rare, partScores(rare), limits)).toEqual({
    parts: 1,
    frames: ['odd', 'odd-again'],
    scores: [9],
    over: { warn: 1, reject: 1 },
  });
  expect(rarePartsOf([], [], limits)).toBeNull();
});

test('limits are refused where nearly all parts were called rare', () => {
  expect(() => countedFrames(frames, (id) => id !== 'n0')).toThrow(
    /8 parts were called rare but good, and 1 are left/,
  );
});

/** Scores of 120 parts: most as usual, one in twelve of a rare kind that scores far higher. */
function drawn(random: () => number) {
  return Array.from({ length: 120 }, (_, i) => {
    const isRare = random() < 1 / 12;
    const score = -Math.log(1 - random()) + (isRare ? 3 : 0);
    return { isRare, held: frame(`f${i}`, `p${i}`, score, [score]) };
  });
}

/** The mean true share of usual parts over the reject limit at 5 %, where `leaves` says which frames are called rare. */
function meanRate(
  leaves: (drawn: { isRare: boolean; held: HeldOutFrame }[]) => Set<string>,
): number {
  const random = seededRandom(11);
  const asked = targets.parse({ reject: 0.05, review: 0.05 });
  const rates = Array.from({ length: 300 }, () => {
    const parts = drawn(random);
    const rare = leaves(parts);
    const counted = countedFrames(
      parts.map(({ held }) => held),
      (id) => rare.has(id),
    );
    return Math.exp(-limitsFor(partScores(counted.typical), asked).limits.reject);
  });
  return rates.reduce((sum, rate) => sum + rate, 0) / rates.length;
}

test('with rare parts left out the promise holds for the typical ones, and not if the highest scores are', () => {
  const rareOf = (parts: ReturnType<typeof drawn>) =>
    parts.flatMap(({ isRare, held }) => (isRare ? [held.id] : []));
  const byKind = meanRate((parts) => new Set(rareOf(parts)));
  expect(byKind).toBeLessThan(0.052);
  expect(byKind).toBeGreaterThan(0.04);
  const byScore = meanRate((parts) => {
    const usual = parts.flatMap(({ isRare, held }) => (isRare ? [] : [held]));
    const highest = usual.sort((a, b) => b.score - a.score).slice(0, 10);
    return new Set([...rareOf(parts), ...highest.map(({ id }) => id)]);
  });
  expect(byScore).toBeGreaterThan(0.08);
});
