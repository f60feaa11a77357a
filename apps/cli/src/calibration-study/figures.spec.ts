import { expect, test } from 'vitest';
import { figuresOf, type SplitScores } from './figures.js';

const upTo = (n: number, shift = 0) => Array.from({ length: n }, (_, i) => i + 1 + shift);

test('by hand: 40 held-out scores 1 to 40, unseen ones over the second largest are false alarms', () => {
  const split: SplitScores = { split: 0, heldOut: upTo(40), unseen: [1, 39, 39.5, 40, 41] };
  const { rows, meanRate, meanExpected, provisional } = figuresOf(0.05, [split]);
  expect(rows[0]).toMatchObject({ limit: 39, j: 2, parts: 40, unseen: 5, falseAlarms: 3 });
  expect(rows[0]!.inside).toBe(false);
  expect(meanRate).toBe(0.6);
  expect(meanExpected).toBeCloseTo(2 / 41);
  expect(provisional).toBe(false);
});

test('counts inside, below and above the range; both conditions are told apart', () => {
  const good: SplitScores = { split: 0, heldOut: upTo(400), unseen: upTo(400) };
  const bad: SplitScores = { split: 1, heldOut: upTo(400), unseen: upTo(400, 50) };
  const blind: SplitScores = { split: 2, heldOut: upTo(400), unseen: upTo(400, -50) };
  const figures = figuresOf(0.05, [good, bad, blind]);
  expect(figures).toMatchObject({ inside: 1, below: 1, above: 1, splits: 3 });
  expect(figures.holds).toEqual({ inside: false, meanRate: false });
  expect(figuresOf(0.05, [good]).holds).toEqual({ inside: true, meanRate: true });
});

test('figures of too few parts for the target are provisional, and compared with what the certificate states', () => {
  const split: SplitScores = { split: 0, heldOut: upTo(20), unseen: upTo(20) };
  const figures = figuresOf(0.01, [split]);
  expect(figures.provisional).toBe(true);
  expect(figures.mostMeanRate).toBeCloseTo(1 - 0.025 ** (1 / 20), 6);
});
