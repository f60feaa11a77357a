import type { KnownShares, Limits, LimitsEffect, ScoreHistogram, Verdict } from '#contracts';
import { decide } from './decide.js';
import { overLimit, shareInterval } from './over-limit.js';
import { type ScoredFrame, verdictOn } from './verdict-changes.js';

/** An inspection as limits judge it, with what people said of it. */
export interface AnsweredFrame extends ScoredFrame {
  readonly answer: 'ok' | 'defect' | null;
}

/** A picture whose truth is known, as a model scored it. */
export interface KnownScore {
  readonly known: 'good' | 'bad';
  readonly imageScore: number;
}

/** What limits are judged by. */
export interface LimitsEvidence {
  /** One held-out score a good part. */
  readonly heldOutScores: readonly number[];
  readonly inspections: readonly AnsweredFrame[];
  readonly testSet: readonly KnownScore[];
}

/** The steps of a histogram. */
const steps = 60;

/**
 * Returns what limits do: the false alarms that the held-out scores of good parts expect, and what the last inspections and
 * the test set would be called.
 */
export function limitsEffectOf(
  { heldOutScores, inspections, testSet }: LimitsEvidence,
  limits: Limits,
): LimitsEffect {
  const { warn, reject } = limits;
  const verdicts = inspections.map((frame) => verdictOn(frame, limits));
  const of = (answer: 'ok' | 'defect') =>
    sharesOf(verdicts.filter((_, index) => inspections[index]!.answer === answer));
  const testOf = (known: 'good' | 'bad') =>
    sharesOf(
      testSet
        .filter((score) => score.known === known)
        .map(({ imageScore }) => decide(imageScore, limits)),
    );
  return {
    limits: { warn, reject },
    falseAlarms: {
      review: overLimit(heldOutScores, warn),
      reject: overLimit(heldOutScores, reject),
    },
    inspections: countsOf(verdicts),
    reviewed: { good: of('ok'), bad: of('defect') },
    testSet: { good: testOf('good'), bad: testOf('bad') },
  };
}

function sharesOf(verdicts: readonly Verdict[]): KnownShares {
  const counts = countsOf(verdicts);
  const known = verdicts.length;
  const notPassed95 = known === 0 ? null : shareInterval(counts.defect + counts.review, known);
  return { known, ...counts, notPassed95 };
}

function countsOf(verdicts: readonly Verdict[]) {
  const count = (verdict: Verdict) => verdicts.filter((one) => one === verdict).length;
  return { defect: count('defect'), review: count('review'), ok: count('ok') };
}

/** Returns both sets of scores on one axis, which holds the limits and nearly all scores: one wild score stretches nothing. */
export function scoreHistogramOf(
  normals: readonly number[],
  inspections: readonly number[],
  limits: readonly number[],
): ScoreHistogram {
  const highest = Math.max(...limits);
  const all = [...normals, ...inspections, ...limits];
  const from = all.reduce((low, score) => Math.min(low, score), Infinity);
  const top = all.reduce((high, score) => Math.max(high, score), -Infinity);
  const to = Math.max(Math.min(top, highest + 1.5 * (highest - from)), highest * 1.05, from + 1e-9);
  const histogram = (scores: readonly number[]) => {
    const counts = new Array<number>(steps).fill(0);
    for (const score of scores) {
      const step = Math.floor((steps * (score - from)) / (to - from));
      counts[Math.min(steps - 1, Math.max(0, step))]! += 1;
    }
    return counts;
  };
  return { from, to, normals: histogram(normals), inspections: histogram(inspections) };
}
