import { expect, test } from 'vitest';
import { randomOf } from '#numbers';
import { draws, inFull, keepFigures, study } from '../../../../test/support/study.js';
import { hitMissFit, type HitsOfSize } from './hit-miss.js';

const sizes = [0.01, 0.016, 0.025, 0.04, 0.063, 0.1, 0.16, 0.25];
const tried = 36;

/** Hits of marks whose true a90 and slope are known. */
function drawn(a90: number, slope: number, seed: number): HitsOfSize[] {
  const random = randomOf(seed);
  return sizes.map((size) => {
    const odds = Math.log(9) + slope * Math.log(size / a90);
    const chance = 1 / (1 + Math.exp(-odds));
    const found = Array.from({ length: tried }, () => random.uniform() < chance);
    return { size, tried, found: found.filter(Boolean).length };
  });
}

test('from hits as they are expected the curve comes back', () => {
  const expected = sizes.map((size) => {
    const odds = Math.log(9) + 3 * Math.log(size / 0.06);
    return { size, tried: 1e6, found: Math.round(1e6 / (1 + Math.exp(-odds))) };
  });
  const { a50, a90, a9095 } = hitMissFit(expected);
  expect(a90).toBeCloseTo(0.06, 4);
  expect(a50).toBeCloseTo(0.06 * Math.exp(-Math.log(9) / 3), 4);
  expect(a9095! / a90!).toBeGreaterThan(1);
  expect(a9095! / a90!).toBeLessThan(1.01);
});

test('more marks bring a90/95 nearer to a90', () => {
  const few = drawn(0.06, 3, 1);
  const many = few.map((one) => ({ ...one, found: one.found * 10, tried: one.tried * 10 }));
  const [a, b] = [hitMissFit(few), hitMissFit(many)];
  expect(b.a90!).toBeCloseTo(a.a90!, 3);
  expect(b.a9095!).toBeLessThan(a.a9095!);
  expect(a.a9095!).toBeGreaterThan(a.a90!);
});

test('where all are found it is the smallest that was tried; where none are, none', () => {
  const all = hitMissFit(sizes.map((size) => ({ size, tried, found: tried })));
  expect(all.a90).toBeCloseTo(0.01, 9);
  expect(all.a9095!).toBeLessThan(0.025);
  const none = hitMissFit(sizes.map((size) => ({ size, tried, found: 0 })));
  expect(none).toEqual({ a50: null, a90: null, a9095: null });
});

test('hits and misses that do not overlap have a bound between the last miss and a few sizes on', () => {
  const { a90, a9095 } = hitMissFit(sizes.map((size) => ({ size, tried, found: size > 0.05 ? tried : 0 }))); // prettier-ignore
  expect(a90!).toBeGreaterThanOrEqual(0.04);
  expect(a9095!).toBeLessThanOrEqual(0.07);
});

test('a90/95 is over the true a90 in some 95 % of the searches', study, () => {
  const rounds = draws(25, 1_000);
  let over = 0;
  for (let round = 0; round < rounds; round++) {
    const { a9095 } = hitMissFit(drawn(0.06, 3, round));
    if (a9095 === null || a9095 >= 0.06) over++;
  }
  keepFigures('Smallest defect: a90/95', { 'over the true a90': over / rounds });
  expect(over / rounds).toBeGreaterThanOrEqual(inFull ? 0.93 : 0.8);
});
