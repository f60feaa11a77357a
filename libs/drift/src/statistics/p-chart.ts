/** The parts of one stretch of time, and how many of them were called defect. */
export interface PartsOfStretch {
  readonly parts: number;
  readonly defects: number;
}

export interface PChartPoint {
  readonly share: number;
  readonly low: number;
  readonly high: number;
  readonly beyond: boolean;
}

/**
 * Returns the points of a p-chart (Shewhart): each stretch's share, and three standard errors around the share of all
 * for as many parts as the stretch has. The mean is null where there are no parts; a stretch has one part at least.
 */
export function pChart(stretches: readonly PartsOfStretch[]): {
  mean: number | null;
  points: PChartPoint[];
} {
  const sum = (of: (one: PartsOfStretch) => number) =>
    stretches.reduce((all, one) => all + of(one), 0);
  const parts = sum((one) => one.parts);
  if (parts === 0) return { mean: null, points: [] };
  const mean = sum((one) => one.defects) / parts;
  return { mean, points: stretches.map((one) => pointOf(one, mean)) };
}

function pointOf({ parts, defects }: PartsOfStretch, mean: number): PChartPoint {
  const reach = 3 * Math.sqrt((mean * (1 - mean)) / parts);
  const [low, high] = [Math.max(0, mean - reach), Math.min(1, mean + reach)];
  const share = defects / parts;
  return { share, low, high, beyond: share < low || share > high };
}
