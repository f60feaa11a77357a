import { expect, test } from 'vitest';
import { limitsEffectOf, scoreHistogramOf } from './limits-effect.js';

const held = [1, 2, 3, 4, 5, 6, 7, 8, 9];
const limits = { warn: 7, reject: 8, scale: 1 };
const frame = (score: number, answer: 'ok' | 'defect' | null = null) => ({ score, likeness: 0, answer }); // prettier-ignore

test('counts held-out parts over each limit, the last verdicts, and those that people know', () => {
  const frames = [frame(1), frame(7.5, 'ok'), frame(9, 'defect'), frame(2, 'defect')];
  const testSet = [
    { known: 'bad' as const, imageScore: 9 },
    { known: 'bad' as const, imageScore: 7.5 },
  ];
  const evidence = { heldOutScores: held, inspections: frames, testSet };
  expect(limitsEffectOf(evidence, limits)).toMatchObject({
    limits: { warn: 7, reject: 8 },
    falseAlarms: { review: { over: 2, parts: 9 }, reject: { over: 1, expectedRate: 0.2 } },
    inspections: { ok: 2, review: 1, defect: 1 },
    reviewed: {
      good: { known: 1, review: 1 },
      bad: { known: 2, defect: 1, ok: 1, review: 0 },
    },
    testSet: { bad: { known: 2, defect: 1, review: 1, ok: 0 }, good: { known: 0 } },
  });
  const without = { ...evidence, inspections: [] };
  expect(limitsEffectOf(without, limits).reviewed.bad.notPassed95).toBeNull();
});

test('the histogram counts every score, also one far beyond the limits', () => {
  const { from, to, normals, inspections } = scoreHistogramOf(held, [2, 1000], [7, 8]);
  const sum = (counts: number[]) => counts.reduce((total, count) => total + count, 0);
  expect([sum(normals), sum(inspections)]).toEqual([9, 2]);
  expect(from).toBe(1);
  expect(to).toBeLessThan(20);
  expect(inspections.at(-1)).toBe(1);
});
