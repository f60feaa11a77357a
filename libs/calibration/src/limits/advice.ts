/** The costs of false alarms and misses, in any unit, and the share of the line's parts that are defective. */
export interface Costs {
  /** The cost of one good part called defect. */
  readonly falseAlarm: number;
  /** The cost of one defect that passes. */
  readonly miss: number;
  readonly defectShare: number;
}

/** The shares of the labelled parts on either side of one limit. */
export interface LimitAdvice {
  readonly limit: number;
  /** The share of the good parts over it. */
  readonly falseAlarmRate: number;
  /** The share of the defects at or under it. */
  readonly missRate: number;
}

export interface CostAdvice extends LimitAdvice {
  /** Expected cost of a part of the line. */
  readonly costPerPart: number;
}

/** The advice that labelled defects give; no limit is ever set by it, for these defects are not all that will come. */
export interface Advice {
  readonly good: number;
  readonly defects: number;
  /**
   * The limits by n in percent that keep the largest share of good parts where at most n % of the defects are missed.
   */
  readonly goodKept: Readonly<Record<string, LimitAdvice>>;
  /** The limits by n in percent that find the largest share of defects where at most n % of the good parts alarm. */
  readonly defectsFound: Readonly<Record<string, LimitAdvice>>;
  /** The limit of least cost; null without costs. */
  readonly leastCost: CostAdvice | null;
}

/** Percentages at which PGn and PBn are told. */
const usualPercents = [0, 1, 2, 5];

/**
 * Returns PGn (good kept at n % misses), PBn (defects found at n % false alarms) and, with costs, the limit of least
 * expected cost per part, over limits at the scores themselves. Null where either kind is missing.
 */
export function adviceFrom(
  goodScores: readonly number[],
  defectScores: readonly number[],
  costs?: Costs,
): Advice | null {
  if (goodScores.length === 0 || defectScores.length === 0) return null;
  const at = (limit: number) => judged(limit, goodScores, defectScores);
  const each = (limitFor: (share: number) => number) =>
    Object.fromEntries(usualPercents.map((n) => [String(n), at(limitFor(n / 100))]));
  return {
    good: goodScores.length,
    defects: defectScores.length,
    goodKept: each((share) => highestMissing(defectScores, share)),
    defectsFound: each((share) => lowestAlarming(goodScores, share)),
    leastCost: costs ? cheapest([...goodScores, ...defectScores], at, costs) : null,
  };
}

function judged(limit: number, good: readonly number[], defects: readonly number[]): LimitAdvice {
  return {
    limit,
    falseAlarmRate: good.filter((score) => score > limit).length / good.length,
    missRate: defects.filter((score) => score <= limit).length / defects.length,
  };
}

/** The highest limit that at most `share` of the defects are not over: just under the next defect's score. */
function highestMissing(defects: readonly number[], share: number): number {
  const ascending = defects.toSorted((a, b) => a - b);
  const missed = Math.floor(share * ascending.length + 1e-9);
  return justUnder(ascending[missed]!);
}

/** The lowest limit that at most `share` of the good parts are over. */
function lowestAlarming(good: readonly number[], share: number): number {
  const descending = good.toSorted((a, b) => b - a);
  return descending[Math.floor(share * descending.length + 1e-9)]!;
}

function cheapest(
  scores: readonly number[],
  at: (limit: number) => LimitAdvice,
  costs: Costs,
): CostAdvice {
  const limits = [...new Set(scores)].sort((a, b) => a - b);
  return [justUnder(limits[0]!), ...limits]
    .map((limit) => withCost(at(limit), costs))
    .reduce((best, next) => (next.costPerPart < best.costPerPart ? next : best));
}

function withCost(advice: LimitAdvice, { falseAlarm, miss, defectShare }: Costs): CostAdvice {
  const costPerPart =
    (1 - defectShare) * advice.falseAlarmRate * falseAlarm + defectShare * advice.missRate * miss;
  return { ...advice, costPerPart };
}

/** A limit itself is not over, so a score is over the numbers a hair below it. */
function justUnder(score: number): number {
  return score - Math.max(Math.abs(score), Number.MIN_VALUE * 2 ** 60) * 2 ** -40;
}
