import fc from 'fast-check';
import { expect, test } from 'vitest';
import { conformalLimit, partsFor } from './limits/conformal-limit.js';
import { decide } from './limits/decide.js';
import { heldOut } from './parts/held-out.js';
import { limitsFor } from './limits/limits-for.js';
import { draws, keepFigures, study } from '../../../test/support/study.js';

/** A generator of its own, so that the draws do not come from the code under test. */
function randoms(seed: number): () => number {
  let state = BigInt(seed) * 2654435761n + 12345n;
  return () => {
    state = (state * 6364136223846793005n + 1442695040888963407n) & 0xffffffffffffffffn;
    return Number(state >> 33n) / 2 ** 31;
  };
}

/** Skewed, with a heavy tail: what image scores look like. */
const logNormal = (random: () => number) =>
  Math.exp(Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random()));

test.each([
  [20, 0.05],
  [99, 0.01],
  [99, 0.05],
  [250, 0.01],
  [47, 0.1],
])(
  'with %i parts and a target of %d, unseen good parts alarm at the promised rate',
  study,
  (n, target) => {
    const random = randoms(n * 1000 + target * 100);
    const rounds = draws(500, 3000);
    let [alarms, inInterval] = [0, 0];
    let expected = 0;
    for (let round = 0; round < rounds; round++) {
      const scores = Array.from({ length: n }, () => logNormal(random));
      const { limit, promise } = conformalLimit(scores, target);
      expect(promise.provisional).toBe(false);
      expected = promise.expectedRate;
      const fresh = Array.from({ length: 60 }, () => logNormal(random));
      const rate = fresh.filter((s) => s > limit).length / fresh.length;
      alarms += rate / rounds;
      // The true rate, from the distribution function: standard normal of the logarithm.
      const trueRate = normalTail(Math.log(limit));
      if (trueRate >= promise.interval95[0] && trueRate <= promise.interval95[1]) inInterval++;
    }
    expect(expected).toBeLessThanOrEqual(target + 1e-12);
    expect(alarms).toBeGreaterThan(expected * 0.88);
    expect(alarms).toBeLessThan(expected * 1.12);
    const off = draws(0.03, 0.015);
    expect(inInterval / rounds).toBeGreaterThan(0.95 - off);
    expect(inInterval / rounds).toBeLessThan(0.95 + off);
    keepFigures(`conformal limit: ${n} parts, target ${target}`, { expected, alarms, inInterval: inInterval / rounds }); // prettier-ignore
  },
);

/** 1 - Phi(z), Abramowitz and Stegun 7.1.26. */
function normalTail(z: number): number {
  if (z < 0) return 1 - normalTail(-z);
  const x = z / Math.SQRT2;
  const t = 1 / (1 + 0.3275911 * x);
  const series = [0.254829592, -0.284496736, 1.421413741, -1.453152027, 1.061405429];
  return 0.5 * series.reduce((sum, a, i) => sum + a * t ** (i + 1), 0) * Math.exp(-x * x);
}

test('tied scores never alarm more than promised', () => {
  const random = randoms(3);
  const draw = () => Math.floor(random() * 6);
  for (const [n, target] of [
    [40, 0.1],
    [99, 0.05],
  ] as const) {
    let alarms = 0;
    for (let round = 0; round < 2000; round++) {
      const { limit } = conformalLimit(Array.from({ length: n }, draw), target);
      alarms += draw() > limit ? 1 / 2000 : 0;
    }
    expect(alarms).toBeLessThan(target * 1.15);
  }
  expect(conformalLimit([7, 7, 7, 7], 0.25)).toMatchObject({ limit: 7, promise: { j: 1 } });
});

test.each([
  [0.01, 99],
  [0.001, 999],
  [0.05, 19],
  [0.07, 14],
  [0.3, 3],
])('a target of %d needs %i parts', (target, parts) => {
  expect(partsFor(target)).toBe(parts);
  const scores = Array.from({ length: parts }, (_, i) => i);
  expect(conformalLimit(scores, target).promise).toMatchObject({
    provisional: false,
    partsMissing: 0,
  });
  const fewer = conformalLimit(scores.slice(1), target);
  expect(fewer.limit).toBe(parts - 1);
  expect(fewer.promise).toMatchObject({ provisional: true, partsMissing: 1, j: 1 });
});

test('the limit at 5 % is the second largest of forty, as by hand', () => {
  const scores = Array.from({ length: 40 }, (_, i) => 40 - i);
  const { limit, promise } = conformalLimit(scores, 0.05);
  expect(limit).toBe(39);
  expect(promise).toMatchObject({ j: 2, parts: 40, expectedRate: 2 / 41 });
});

test('more parts never loosen the promise, and the interval holds the expected rate', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 400 }),
      fc.double({ min: 0.005, max: 0.4, noNaN: true }),
      (n, target) => {
        const { promise } = conformalLimit(
          Array.from({ length: n }, (_, i) => i),
          target,
        );
        expect(promise.interval95[0]).toBeLessThan(promise.expectedRate);
        expect(promise.interval95[1]).toBeGreaterThan(promise.expectedRate);
        if (!promise.provisional) expect(promise.expectedRate).toBeLessThanOrEqual(target + 1e-9);
      },
    ),
    { numRuns: 60 },
  );
});

test('warn is never above reject, for any scores', () => {
  fc.assert(
    fc.property(
      fc.array(fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e6, max: 1e6 }), {
        minLength: 1,
      }),
      fc.double({ min: 0.001, max: 0.4, noNaN: true }),
      fc.double({ min: 1, max: 1.2, noNaN: true }),
      (scores, reject, more) => {
        const { limits, promises } = limitsFor(scores, {
          reject,
          review: reject * more,
          method: 'conformal',
          whileProvisional: 0.1,
        });
        expect(limits.warn).toBeLessThanOrEqual(limits.reject);
        expect(limits.scale).toBeGreaterThan(0);
        expect(promises.heldOutScores).toEqual(scores.toSorted((a, b) => a - b));
      },
    ),
  );
});

/** A bank in the plane: the distance to the nearest of its points. */
interface Point {
  readonly id: string;
  readonly partId: string;
  readonly x: number;
  readonly y: number;
}
const nearest = (point: Point, bank: readonly Point[]) =>
  Math.min(...bank.map((b) => Math.hypot(b.x - point.x, b.y - point.y)));

/** Parts lie anywhere in a square; frames of one part lie close together. */
function points(random: () => number, parts: number, framesEach: number, name: string): Point[] {
  return Array.from({ length: parts }, () => [random(), random()] as const).flatMap(
    ([x, y], part) =>
      Array.from({ length: framesEach }, (_, frame) => ({
        id: `${name}-${part}-${frame}`,
        partId: `${name}-${part}`,
        x: x + random() * 1e-4,
        y: y + random() * 1e-4,
      })),
  );
}

async function heldOutScores(normals: readonly Point[], byPart: boolean) {
  const byId = new Map(normals.map((p) => [p.id, p]));
  const { parts } = await heldOut({
    normals: normals.map(({ id, partId }) => ({ id, partId: byPart ? partId : null })),
    folds: 5,
    seed: 1,
    scoreFold: (trainIds, ids) => {
      const bank = trainIds.map((id) => byId.get(id)!);
      return Promise.resolve(new Map(ids.map((id) => [id, nearest(byId.get(id)!, bank)])));
    },
  });
  return parts;
}

test('held out by part the rate is kept; with the normals in the bank, or by frame, nearly all alarms', async () => {
  const random = randoms(11);
  const rates = { byPart: 0, byFrame: 0, inBank: 0 };
  const rounds = 25;
  for (let round = 0; round < rounds; round++) {
    const normals = points(random, 60, 5, 'normal');
    const unseen = points(random, 80, 1, 'unseen').map((p) => nearest(p, normals));
    const scores = {
      byPart: await heldOutScores(normals, true),
      byFrame: await heldOutScores(normals, false),
      inBank: normals.map((p) => nearest(p, normals)),
    };
    for (const way of ['byPart', 'byFrame', 'inBank'] as const) {
      const { limits } = limitsFor(scores[way], {
        reject: 0.05,
        review: 0.1,
        method: 'conformal',
        whileProvisional: 0.1,
      });
      const alarms = unseen.filter((s) => decide(s, limits) === 'defect').length;
      rates[way] += alarms / unseen.length / rounds;
    }
  }
  expect(rates.byPart).toBeLessThan(0.07);
  expect(rates.byPart).toBeGreaterThan(0.005);
  expect(rates.byFrame).toBeGreaterThan(0.5);
  expect(rates.inBank).toBeCloseTo(1);
});
