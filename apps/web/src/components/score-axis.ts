import type { Inspection, Limits } from '#contracts';

/** The score bar ends at this many reject limits: the limits stay where they are, frame by frame. */
const barReach = 2;

/** Returns the place on the bar from 0 to 1, and whether the score lies beyond its end. */
export function placeOnBar(
  imageScore: number,
  { reject }: Limits,
): { at: number; beyond: boolean } {
  const share = imageScore / (barReach * Math.max(reject, Number.MIN_VALUE));
  return { at: Math.min(Math.max(share, 0), 1), beyond: share > 1 };
}

export interface ScoreRange {
  low: number;
  high: number;
}

/** Returns the range of the chart: all limits and most scores; one wild score does not flatten the rest. */
export function chartRange(inspections: readonly Inspection[]): ScoreRange {
  const limits = inspections.flatMap(({ limits: { warn, reject } }) => [warn, reject]);
  const scores = inspections.map(({ imageScore }) => imageScore);
  const [lowest, reject] = [Math.min(...limits, ...scores), Math.max(...limits)];
  const high = Math.min(Math.max(...scores, reject * 1.25), reject * 2.5);
  const margin = (high - lowest) * 0.06;
  return { low: lowest - margin, high: high + margin };
}

/** Returns the share of the chart's height from the bottom, kept inside. */
export function heightOf(value: number, { low, high }: ScoreRange): number {
  return Math.min(Math.max((value - low) / (high - low || 1), 0), 1);
}
