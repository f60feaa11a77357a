import fc from 'fast-check';
import { expect, test } from 'vitest';
import { draws, keepFigures, study } from '../../../../test/support/study.js';
import { drawParts } from './draw-parts.js';
import { inclusionProbabilities } from './inclusion.js';

const partsOf = (scores: readonly number[]) =>
  scores.map((score, i) => ({ frameId: `f${i}`, score }));

test('as many parts are drawn as were asked for, or all; their probabilities sum up to the number', () => {
  fc.assert(
    fc.property(
      fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 1, maxLength: 60 }),
      fc.integer({ min: 1, max: 20 }),
      fc.double({ min: 1, max: 20, noNaN: true }),
      fc.string(),
      (scores, count, risk, seed) => {
        const { drawn } = drawParts(partsOf(scores), { count, risk, seed });
        expect(new Set(drawn.map(({ frameId }) => frameId)).size).toBe(drawn.length);
        expect(drawn.length).toBe(Math.min(count, scores.length));
        const all = inclusionProbabilities(scores, Math.min(count, scores.length), risk);
        expect(all.reduce((sum, one) => sum + one, 0)).toBeCloseTo(drawn.length, 6);
        for (const one of all) expect(one).toBeGreaterThan(0);
      },
    ),
  );
});

test('the highest score is drawn as many times as often as the lowest as the risk says, in between it rises', () => {
  const scores = Array.from({ length: 101 }, (_, i) => i);
  const all = inclusionProbabilities(scores, 10, 4);
  expect(all.at(-1)! / all[0]!).toBeCloseTo(4, 9);
  expect(all).toEqual(all.toSorted((a, b) => a - b));
  expect(new Set(inclusionProbabilities(scores, 10, 1)).size).toBe(1);
});

test('what would be drawn more than surely is drawn surely', () => {
  const all = inclusionProbabilities([1, 2, 3, 4], 3, 20);
  expect(all.at(-1)).toBe(1);
  expect(all.reduce((sum, one) => sum + one, 0)).toBeCloseTo(3, 9);
});

test('the draw depends on the seed and the parts, not on their order: done again it is the same', () => {
  const parts = partsOf(Array.from({ length: 200 }, (_, i) => (i * 37) % 101));
  const asked = { count: 12, risk: 4, seed: 'a' };
  const once = drawParts(parts, asked);
  expect(drawParts(parts.toReversed(), asked)).toEqual(once);
  expect(drawParts(parts, { ...asked, seed: 'b' })).not.toEqual(once);
});

test('of no parts none is drawn', () =>
  expect(drawParts([], { count: 5, risk: 3, seed: '' })).toEqual({ drawn: [], lowest: 1 }));

test('each part is drawn with the probability that is stated with it', study, () => {
  const scores = Array.from({ length: 20 }, (_, i) => i);
  const rounds = draws(2_000, 100_000);
  const counts = new Float64Array(20);
  for (let round = 0; round < rounds; round++)
    for (const { frameId } of drawParts(partsOf(scores), { count: 4, risk: 6, seed: `${round}` })
      .drawn)
      counts[Number(frameId.slice(1))]! += 1;
  const stated = inclusionProbabilities(scores, 4, 6);
  const most = Math.max(
    ...stated.map((p, i) => Math.abs(counts[i]! / rounds - p) / Math.sqrt((p * (1 - p)) / rounds)),
  );
  keepFigures('Draws of passed parts', { 'largest deviation from the stated probability, standard errors': most }); // prettier-ignore
  expect(most).toBeLessThan(4.5);
});
