import { decide, limitsFor, unseenRange } from '#calibration';

/** Scores of one split: one a part, held out in the half that was learned from, and of the unseen half. */
export interface SplitScores {
  readonly split: number;
  readonly heldOut: readonly number[];
  readonly unseen: readonly number[];
}

/** The figures of one split at one target. */
export interface SplitRow {
  readonly split: number;
  readonly limit: number;
  readonly j: number;
  readonly parts: number;
  readonly unseen: number;
  readonly falseAlarms: number;
  readonly rate: number;
  readonly expectedRate: number;
  readonly interval95: readonly [number, number];
  /** The range of the count of false alarms among the unseen parts: beta-binomial, 95 %. */
  readonly range: readonly [number, number];
  readonly inside: boolean;
  readonly provisional: boolean;
}

export interface TargetFigures {
  readonly target: number;
  readonly splits: number;
  /** The number of splits whose count lies in the range that the certificate implies. */
  readonly inside: number;
  readonly below: number;
  readonly above: number;
  readonly meanRate: number;
  readonly meanExpected: number;
  /**
   * Tells whether there are too few parts for the target in at least one split: the certificate does not promise it
   * there.
   */
  readonly provisional: boolean;
  /** The largest mean rate allowed: the target; for provisional certificates the mean upper end of their intervals. */
  readonly mostMeanRate: number;
  /**
   * Tells whether the count is inside in at least 90 % of the splits, and the mean rate is at most the largest allowed.
   */
  readonly holds: { readonly inside: boolean; readonly meanRate: boolean };
  readonly rows: readonly SplitRow[];
}

/** The share of the splits whose count must lie in its 95 % range; the rest is the chance of a hundred splits. */
const leastInside = 0.9;

/**
 * Returns the figures of the splits for one target: limits as a calibration sets them, verdicts as a worker gives them.
 */
export function figuresOf(target: number, splits: readonly SplitScores[]): TargetFigures {
  const rows = splits.map((scores) => rowOf(target, scores));
  const mean = (value: (row: SplitRow) => number) =>
    rows.reduce((sum, row) => sum + value(row), 0) / rows.length;
  const meanRate = mean(({ rate }) => rate);
  const meanExpected = mean(({ expectedRate }) => expectedRate);
  const provisional = rows.some((row) => row.provisional);
  const mostMeanRate = provisional ? mean(({ interval95 }) => interval95[1]) : target;
  const inside = rows.filter((row) => row.inside).length;
  return {
    target,
    splits: rows.length,
    inside,
    below: rows.filter(({ falseAlarms, range }) => falseAlarms < range[0]).length,
    above: rows.filter(({ falseAlarms, range }) => falseAlarms > range[1]).length,
    meanRate,
    meanExpected,
    provisional,
    mostMeanRate,
    holds: { inside: inside >= leastInside * rows.length, meanRate: meanRate <= mostMeanRate },
    rows,
  };
}

function rowOf(target: number, { split, heldOut, unseen }: SplitScores): SplitRow {
  const review = Math.max(target, 0.05);
  const { limits, promises } = limitsFor(heldOut, {
    reject: target,
    review,
    method: 'conformal',
    whileProvisional: 0.1,
  });
  const { j, parts, expectedRate, interval95, provisional } = promises.reject;
  const falseAlarms = unseen.filter((score) => decide(score, limits) === 'defect').length;
  const range = unseenRange(promises.reject, unseen.length);
  return {
    split,
    limit: limits.reject,
    j,
    parts,
    unseen: unseen.length,
    falseAlarms,
    rate: falseAlarms / unseen.length,
    expectedRate,
    interval95,
    range,
    inside: falseAlarms >= range[0] && falseAlarms <= range[1],
    provisional,
  };
}
