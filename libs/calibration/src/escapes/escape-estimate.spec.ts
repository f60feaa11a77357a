import { expect, test } from 'vitest';
import { coverageOf } from '../../../../test/studies/escapes/simulate-shifts.js';
import { studiedLines } from '../../../../test/studies/escapes/study-lines.js';
import { draws, inFull, keepFigures, study } from '../../../../test/support/study.js';
import { exactInterval } from '../known-parts/exact-interval.js';
import { type DrawnShift, escapeEstimateOf } from './escape-estimate.js';

const shift = (changes: Partial<DrawnShift> = {}): DrawnShift => ({
  passed: 1_000_000,
  drawn: 60,
  answered: 60,
  lowest: 60 / 1_000_000,
  found: [],
  unsure: [],
  ...changes,
});

test('with nothing found among parts that are drawn alike it is the exact bound of Clopper and Pearson', () => {
  const { upper, estimate } = escapeEstimateOf([shift()]);
  // Of all parts one draws 60: a bound at 95 % on one side is the upper end of an interval at 90 %.
  expect(upper).toBeCloseTo(exactInterval(0, 60, 0.9)[1], 2);
  expect(1 - 0.05 ** (1 / 60)).toBeCloseTo(upper!, 2);
  expect(estimate).toBe(0);
});

test('when every passed part is looked at, the bound is what was found', () => {
  const all = { passed: 40, drawn: 40, answered: 40, lowest: 1 };
  expect(escapeEstimateOf([shift(all)]).upper).toBe(0);
  const found = escapeEstimateOf([shift({ ...all, found: [1, 1] })]);
  expect(found.estimate).toBeCloseTo(0.05, 9);
  expect(found.upper).toBeGreaterThanOrEqual(0.05);
  // An exponential bound with something found is wider than exact, here by less than one part.
  expect(found.upper).toBeLessThanOrEqual(0.08);
});

test('a part stands for one over its probability, of half the answers for twice as many', () => {
  const one = shift({ passed: 1_000, lowest: 0.05, found: [0.1] });
  expect(escapeEstimateOf([one]).estimate).toBeCloseTo(0.01, 9);
  expect(escapeEstimateOf([{ ...one, answered: 30 }]).estimate).toBeCloseTo(0.02, 9);
});

test('unsure counts in the bound and not in the estimate; no answer says nothing', () => {
  const none = shift({ passed: 1_000, lowest: 0.06 });
  const unsure = escapeEstimateOf([{ ...none, unsure: [0.06] }]);
  expect(unsure.estimate).toBe(0);
  expect(unsure.upper).toBeGreaterThan(escapeEstimateOf([none]).upper!);
  const silent = escapeEstimateOf([{ ...none, answered: 0 }]);
  expect(silent).toMatchObject({ estimate: null, upper: null, shifts: 0, passed: 0 });
});

test('more shifts make the bound tighter; one that was hardly answered costs at most its own parts', () => {
  const one = shift({ passed: 1_000, lowest: 0.05 });
  const ten = Array.from({ length: 10 }, () => one);
  const upper = escapeEstimateOf(ten).upper!;
  expect(upper).toBeLessThan(escapeEstimateOf([one]).upper! / 5);
  const poor = escapeEstimateOf([...ten, { ...one, passed: 10, answered: 1 }]);
  expect(poor.upper!).toBeLessThanOrEqual((upper * 10_000 + 10) / 10_010 + 1e-3);
});

test.each(studiedLines)('$name: the bound covers the truth in at least 95 %', study, (line) => {
  const few = Math.max(3, Math.round(12 / line.shifts));
  const found = coverageOf(line, draws(few, 1_000), 1);
  keepFigures(`Escapes: ${line.name}`, { ...found });
  expect(found.covered).toBeGreaterThanOrEqual(inFull ? 0.95 : 0.9);
  expect(found.meanUpper).toBeGreaterThan(found.meanTruth);
});
