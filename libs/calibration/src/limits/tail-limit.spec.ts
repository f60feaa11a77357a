import { expect, test } from 'vitest';
import { limitsFor } from './limits-for.js';
import { seededRandom } from '#numbers';
import { andersonDarling, exceedance, fitGeneralisedPareto, tailQuantile } from './tail-fit.js';
import { tailLimit } from './tail-limit.js';
import { draws, keepFigures, study } from '../../../../test/support/study.js';

/** Distributions with known tails: a draw from a uniform number, and P(X > x). */
const laws = {
  exponential: {
    draw: (u: number) => -Math.log(1 - u),
    over: (x: number) => Math.exp(-x),
  },
  'heavy tail (shape 0.2)': {
    draw: (u: number) => ((1 - u) ** -0.2 - 1) / 0.2,
    over: (x: number) => (1 + 0.2 * x) ** -5,
  },
  'bounded (shape -0.3)': {
    draw: (u: number) => (1 - (1 - u) ** 0.3) / 0.3,
    over: (x: number) => Math.max(0, 1 - 0.3 * x) ** (1 / 0.3),
  },
};

test.each(Object.entries(laws))(
  '%s: the true rate over the limit is the target on average, and lies in the interval',
  study,
  (law, { draw, over }) => {
    const random = seededRandom(5);
    const [n, target, rounds] = [200, 0.002, draws(25, 150)];
    let [rate, inside, used] = [0, 0, 0];
    for (let round = 0; round < rounds; round++) {
      const scores = Array.from({ length: n }, () => 3 + draw(random()));
      const { limit, promise } = tailLimit(scores, target, round);
      if (!promise.extrapolated) continue;
      used++;
      const truth = over(limit - 3);
      rate += truth;
      if (truth >= promise.interval95[0] && truth <= promise.interval95[1]) inside++;
    }
    expect(used / rounds).toBeGreaterThan(0.85);
    expect(rate / used).toBeLessThan(target * draws(1.7, 1.3));
    expect(rate / used).toBeGreaterThan(target * 0.7);
    expect(inside / used).toBeGreaterThan(draws(0.85, 0.94));
    keepFigures(`tail limit: ${law}, target ${target} from ${n} parts`, { rate: rate / used, inside: inside / used }); // prettier-ignore
  },
);

test('is never below the largest score, and always marked', study, () => {
  const random = seededRandom(9);
  for (let round = 0; round < 40; round += draws(8, 1)) {
    const scores = Array.from({ length: 80 + round * 10 }, () => -Math.log(1 - random()));
    const { limit, promise } = tailLimit(scores, 0.0005, 1);
    expect(limit).toBeGreaterThanOrEqual(Math.max(...scores));
    expect(promise.provisional).toBe(true);
    expect(promise.extrapolated).toBe(promise.fallback === null);
    expect(promise.extrapolated).toBe(promise.method === 'peaks-over-threshold');
  }
});

const exponential = (n: number, seed: number) => {
  const random = seededRandom(seed);
  return Array.from({ length: n }, () => -Math.log(1 - random()));
};

test('the same scores and seed give the same limit, in any order', () => {
  const scores = exponential(150, 2);
  expect(tailLimit(scores.toReversed(), 0.001, 7)).toEqual(tailLimit(scores, 0.001, 7));
});

test.each([
  ['the data show the rate themselves', exponential(150, 3), 0.05, /can show a rate of 5 %/],
  ['too few parts', exponential(79, 3), 0.001, /needs 80 parts and there are 79/],
  ['all largest scores equal', [...exponential(100, 3), ...Array<number>(60).fill(9)], 0.001, /all equal/], // prettier-ignore
  ['no tail of this kind', withTwoClumps(), 0.001, /does not describe the 20 largest/],
])('falls back, saying why: %s', (_, scores, target, reason) => {
  const { limit, promise } = tailLimit(scores, target, 1);
  expect(promise.method).toBe('conformal');
  expect(promise.extrapolated).toBe(false);
  expect(promise.fallback).toMatch(reason);
  expect(limit).toBeLessThanOrEqual(Math.max(...scores));
});

/** Ninety ordinary scores, ten a little higher, and ten far off at nearly the same place. */
function withTwoClumps(): number[] {
  const random = seededRandom(4);
  const ordinary = Array.from({ length: 100 }, () => random());
  return [...ordinary, ...Array.from({ length: 12 }, () => 5 + random() * 0.01)];
}

test('a sound tail is refused about as often as the test level says', study, () => {
  const rounds = draws(25, 150);
  let refused = 0;
  for (let seed = 0; seed < rounds; seed++)
    if (!tailLimit(exponential(150, 100 + seed), 0.001, seed).promise.extrapolated) refused++;
  expect(refused / rounds).toBeLessThan(draws(0.21, 0.11));
  keepFigures('tail test: sound tails refused, level 0.05', { share: refused / rounds });
});

test('both limits of a model, from one fit: warn is not above reject', () => {
  const scores = exponential(120, 8);
  const method = 'peaks-over-threshold';
  const { limits, promises } = limitsFor(scores, {
    reject: 0.0005,
    review: 0.004,
    method,
    whileProvisional: 0.1,
  });
  expect(limits.warn).toBeLessThanOrEqual(limits.reject);
  expect(promises).toMatchObject({ warn: { extrapolated: true }, reject: { extrapolated: true } });
  const shown = limitsFor(scores, { reject: 0.0005, review: 0.05, method, whileProvisional: 0.1 });
  expect(shown.promises).toMatchObject({ warn: { extrapolated: false }, reject: { extrapolated: true } }); // prettier-ignore
  expect(shown.limits.warn).toBeLessThanOrEqual(shown.limits.reject);
});

test('the maximum takes the largest score whatever the target, and says its rate', () => {
  const { limits, promises } = limitsFor(exponential(120, 8), {
    reject: { falseAlarms: 2, parts: 100, per: 'shift' },
    review: 0.05,
    method: 'maximum',
    whileProvisional: 0.1,
  });
  expect(limits.reject).toBe(Math.max(...exponential(120, 8)));
  expect(promises.reject).toMatchObject({ method: 'maximum', j: 1, target: 0.02, provisional: false }); // prettier-ignore
  expect(promises.reject.expectedRate).toBeCloseTo(1 / 121);
});

test('the fit finds shape and scale of large samples; quantiles undo exceedances', () => {
  const random = seededRandom(1);
  for (const shape of [-0.3, 0, 0.25]) {
    const truth = { shape, scale: 2 };
    const draws = Array.from({ length: 4000 }, () => tailQuantile(truth, 1 - random()));
    const fit = fitGeneralisedPareto(draws);
    expect(fit.shape).toBeGreaterThan(shape - 0.07);
    expect(fit.shape).toBeLessThan(shape + 0.07);
    expect(fit.scale / 2).toBeGreaterThan(0.93);
    expect(fit.scale / 2).toBeLessThan(1.07);
    expect(exceedance(fit, tailQuantile(fit, 0.013))).toBeCloseTo(0.013, 10);
    expect(andersonDarling(draws, fit)).toBeLessThan(2);
  }
});
