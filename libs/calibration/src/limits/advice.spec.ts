import fc from 'fast-check';
import { expect, test } from 'vitest';
import { adviceFrom } from './advice.js';

const scores = fc.array(fc.double({ min: -50, max: 50, noNaN: true }), {
  minLength: 1,
  maxLength: 60,
});

test('the advice for ten good parts and five defects is that by hand', () => {
  const good = [1, 2, 3, 4, 5, 6, 7, 8, 9, 20];
  const advice = adviceFrom(good, [5.5, 10, 11, 12, 30])!;
  // No defect may be missed: the limit is just under 5.5, five good parts alarm.
  expect(advice.goodKept['0']).toMatchObject({ falseAlarmRate: 0.5, missRate: 0 });
  // No good part may alarm: the limit is 20, one defect is found.
  expect(advice.defectsFound['0']).toMatchObject({ limit: 20, falseAlarmRate: 0, missRate: 0.8 });
  expect(advice.leastCost).toBeNull();
});

test('at n % misses at most that many are missed; at n % false alarms at most that many alarm', () => {
  fc.assert(
    fc.property(scores, scores, (good, defects) => {
      const advice = adviceFrom(good, defects)!;
      for (const [n, { missRate }] of Object.entries(advice.goodKept))
        expect(missRate).toBeLessThanOrEqual(Number(n) / 100 + 1e-12);
      for (const [n, { falseAlarmRate }] of Object.entries(advice.defectsFound))
        expect(falseAlarmRate).toBeLessThanOrEqual(Number(n) / 100 + 1e-12);
    }),
  );
});

test('the limit of least cost costs no more than any other limit', () => {
  fc.assert(
    fc.property(
      scores,
      scores,
      fc.double({ min: 0.1, max: 100, noNaN: true }),
      fc.double({ min: 0.001, max: 0.5, noNaN: true }),
      fc.double({ min: -60, max: 60, noNaN: true }),
      (good, defects, miss, defectShare, other) => {
        const { leastCost } = adviceFrom(good, defects, { falseAlarm: 1, miss, defectShare })!;
        const over = good.filter((s) => s > other).length / good.length;
        const missed = defects.filter((s) => s <= other).length / defects.length;
        const cost = (1 - defectShare) * over + defectShare * missed * miss;
        expect(leastCost!.costPerPart).toBeLessThanOrEqual(cost + 1e-9);
      },
    ),
  );
});

test('dear misses lower the limit, dear false alarms raise it', () => {
  const good = [1, 2, 3, 4];
  const defects = [3.5, 6];
  const at = (miss: number) =>
    adviceFrom(good, defects, { falseAlarm: 1, miss, defectShare: 0.1 })!.leastCost!;
  expect(at(1000).missRate).toBe(0);
  expect(at(0.001).falseAlarmRate).toBe(0);
});

test('without one of the two there is none', () => {
  expect(adviceFrom([], [1])).toBeNull();
  expect(adviceFrom([1], [])).toBeNull();
});
