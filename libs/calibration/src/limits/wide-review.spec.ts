import { expect, test } from 'vitest';
import { seededRandom } from '#numbers';
import { cannotPromiseOf } from './cannot-promise.js';
import { decide } from './decide.js';
import { limitsFor } from './limits-for.js';

const defaults = {
  reject: 0.01,
  review: 0.05,
  method: 'conformal',
  whileProvisional: 0.1,
} as const;
const scoresOf = (parts: number) => Array.from({ length: parts }, (_, i) => i + 1);

test('while few parts are there, the review limit is at a share that they can show, with the reason', () => {
  const { limits, promises } = limitsFor(scoresOf(30), defaults);
  expect(limits).toMatchObject({ reject: 30, warn: 28 });
  expect(promises.provisional).toBe(true);
  expect(promises.warn).toMatchObject({ target: 0.1, j: 3, expectedRate: 3 / 31 });
  expect(promises.warn.widened!.asked).toBe(0.05);
  expect(promises.warn.widened!.because).toContain('69 more parts narrow it to 5 %');
  expect(decide(29, limits)).toBe('review');
  const { warn, reject, parts } = promises;
  const said = cannotPromiseOf({ parts, frames: 30, warn, reject, grouping: null });
  expect(said).toContain(warn.widened!.because);
});

test('it narrows by itself as parts come in, and with 99 parts it is as asked for', () => {
  const rates = [20, 60, 98, 99].map((parts) => limitsFor(scoresOf(parts), defaults).promises.warn);
  expect(rates.map(({ target }) => target)).toEqual([0.1, 0.1, 0.1, 0.05]);
  expect(rates[3]!.widened).toBeNull();
  const rare = limitsFor(scoresOf(200), { ...defaults, reject: 0.001 });
  expect(rare.promises).toMatchObject({ provisional: true, warn: { target: 0.05, widened: null } });
});

test('with so few parts that both shares come to the same score, nothing is said to be wider', () => {
  const { limits, promises } = limitsFor(scoresOf(14), defaults);
  expect(limits.warn).toBe(limits.reject);
  expect(promises.warn).toMatchObject({ target: 0.05, widened: null });
  expect(limitsFor(scoresOf(19), defaults).promises.warn).toMatchObject({ target: 0.1, j: 2 });
});

test('its share is a setting; nothing is widened where the targets can be kept or the largest score is asked for', () => {
  const at = (changes: object) =>
    limitsFor(scoresOf(30), { ...defaults, ...changes }).promises.warn;
  expect(at({ whileProvisional: 0.2 })).toMatchObject({ target: 0.2, j: 6 });
  expect(at({ whileProvisional: 0.04 }).widened).toBeNull();
  expect(at({ reject: 0.05 }).widened).toBeNull();
  expect(at({ method: 'maximum' })).toMatchObject({ method: 'maximum', widened: null });
});

test('a wide review limit keeps its own promise over many draws of 30 parts', () => {
  const random = seededRandom(7);
  let over = 0;
  const [rounds, unseen] = [2000, 20];
  for (let round = 0; round < rounds; round++) {
    const { limits } = limitsFor(
      Array.from({ length: 30 }, () => -Math.log(1 - random())),
      defaults,
    );
    for (let i = 0; i < unseen; i++) if (-Math.log(1 - random()) > limits.warn) over++;
  }
  expect(over / (rounds * unseen)).toBeCloseTo(3 / 31, 2);
});
