import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cannotPromiseOf, type PromisedFacts } from './cannot-promise.js';
import { limitSettersOf, worstFrames } from './limit-setters.js';
import { limitsFor } from './limits-for.js';
import { partsNeeded } from './parts-needed.js';

const conformal = {
  reject: 0.01,
  review: 0.05,
  method: 'conformal',
  whileProvisional: 0.1,
} as const;
const upTo = (n: number) => Array.from({ length: n }, (_, i) => i + 1);

test('a rate needs 99 parts in all for 1 %, 999 for 0.1 %', () => {
  expect(partsNeeded([0.001, 0.01, 0.05], 40)).toEqual([
    { rate: 0.05, missing: 0 },
    { rate: 0.01, missing: 59 },
    { rate: 0.001, missing: 959 },
  ]);
});

test('with as many more parts the rate can be promised, with one fewer not', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 300 }),
      fc.double({ min: 0.002, max: 0.2, noNaN: true }),
      (parts, rate) => {
        const { missing } = partsNeeded([rate], parts)[0]!;
        const provisional = (n: number) =>
          limitsFor(upTo(n), { ...conformal, reject: rate, review: 0.4 }).promises.reject
            .provisional;
        expect(provisional(parts + missing)).toBe(false);
        if (missing > 0 && parts + missing > 1) expect(provisional(parts + missing - 1)).toBe(true);
      },
    ),
    { numRuns: 40 },
  );
});

test('the parts at the limits come nearest first, each by its worst frame', () => {
  const frames = new Map(upTo(40).flatMap((i) => [[`f${i}`, i], [`g${i}`, i - 0.5]] as [string, number][])); // prettier-ignore
  const parts = new Map([...frames.keys()].map((id) => [id, `part ${id.slice(1)}`]));
  const worst = worstFrames(frames, parts, (id) => (id === 'f39' ? 'serial 39' : null));
  expect(worst).toHaveLength(40);
  const { limits } = limitsFor(worst.map(({ score }) => score), { ...conformal, reject: 0.05, review: 0.2 }); // prettier-ignore
  const setters = limitSettersOf(worst, limits);
  expect(setters).toHaveLength(20);
  expect(setters[0]).toEqual({ frameId: 'f39', partId: 'serial 39', score: 39, limit: 'reject' });
  expect(setters[10]).toEqual({ frameId: 'f33', partId: null, score: 33, limit: 'warn' });
  const away = setters.slice(0, 10).map(({ score }) => Math.abs(score - limits.reject));
  expect(away).toEqual(away.toSorted((a, b) => a - b));
});

const factsOf = (n: number, changes: Partial<PromisedFacts> = {}): PromisedFacts => {
  const { warn, reject, parts } = limitsFor(upTo(n), conformal).promises;
  return { parts, frames: n, warn, reject, grouping: null, screening: null, ...changes };
};

test('too few parts: says for which target, what is expected instead, and how many are missing', () => {
  const sentences = cannotPromiseOf(factsOf(40)).join('\n');
  expect(sentences).toContain(
    'The target of 1 % for defect needs 99 independent good parts and there are 40',
  );
  expect(sentences).toContain('about 2.4 %');
  expect(sentences).toContain('59 more parts are missing');
  expect(sentences).not.toContain('for review needs');
  expect(cannotPromiseOf(factsOf(200)).join('\n')).not.toContain('missing');
});

test('an extrapolated limit, a fallback, frames counted as parts and frames set aside are said', () => {
  const { promises } = limitsFor(
    upTo(120).map((i) => -Math.log(i / 121)),
    {
      reject: 0.0005,
      review: 0.05,
      method: 'peaks-over-threshold',
      whileProvisional: 0.1,
    },
  );
  const grouping = { byPartId: 0, byLotAndTime: 0, byLikeness: 3, alone: 110 };
  const screening = { looked: 130, setAside: 6, byReason: { extreme: 6 }, expectedMissed: null };
  const text = cannotPromiseOf(factsOf(120, { ...promises, grouping, screening })).join('\n');
  expect(text).toContain('extrapolated by a tail');
  expect(text).toContain('can show a rate of 5 % by themselves');
  expect(text).toContain('110 of 120 frames were counted as parts of their own');
  expect(text).toContain('6 of 130 frames were set aside for what they look like');
});
