import { expect, test } from 'vitest';
import { seededRandom } from '#numbers';
import { advanceAlarmRate, designAlarmRate, partsToAlarm } from './alarm-rate.js';

test('expected parts to an alarm agree with repeated substitution in the equations', () => {
  for (const [up, threshold, rate] of [
    [1, 3, 0.3],
    [5, 12, 0.1],
    [92, 200, 0.02],
    [7, 3, 0.2],
  ] as const)
    expect(partsToAlarm(up, threshold, rate)).toBeCloseTo(slowly(up, threshold, rate), 3);
});

/** N(k) = 1 + p N(k + up) + (1 - p) N(max(0, k - 1)), substituted until nothing moves. */
function slowly(up: number, threshold: number, rate: number): number {
  let parts = new Array<number>(threshold).fill(0);
  for (let round = 0; round < 30_000; round++)
    parts = parts.map(
      (_, k) => 1 + rate * (parts[k + up] ?? 0) + (1 - rate) * parts[Math.max(0, k - 1)]!,
    );
  return parts[0]!;
}

test('from 0.5 to 2 %: an alarm in 50,000 parts that are as accepted, and caught within some 470', () => {
  const design = designAlarmRate({ accepted: 0.005, noticed: 0.02, partsBetweenFalseAlarms: 50_000 }); // prettier-ignore
  expect(design.partsBetweenFalseAlarms).toBeGreaterThanOrEqual(50_000);
  expect(design.partsBetweenFalseAlarms).toBeLessThan(60_000);
  expect(design.partsToDetection).toBeLessThan(600);
  expect(simulated(design, 0.02, 400)).toBeLessThan(1.1 * design.partsToDetection);
  expect(simulated(design, 0.02, 400)).toBeGreaterThan(0.9 * design.partsToDetection);
});

test('what is stated for other rates comes out of a simulation too', () => {
  const design = designAlarmRate({ accepted: 0.05, noticed: 0.15, partsBetweenFalseAlarms: 2_000 });
  expect(simulated(design, 0.05, 400) / design.partsBetweenFalseAlarms).toBeCloseTo(1, 0);
  expect(simulated(design, 0.15, 400) / design.partsToDetection).toBeCloseTo(1, 1);
});

function simulated(design: ReturnType<typeof designAlarmRate>, rate: number, runs: number): number {
  const random = seededRandom(9);
  let parts = 0;
  for (let run = 0; run < runs; run++)
    for (let value = 0; value < design.threshold; parts++)
      value = advanceAlarmRate(value, random() < rate, design);
  return parts / runs;
}
