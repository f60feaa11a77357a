import type { Advice, LimitAdvice } from '#calibration';

/** Writes what the labelled defects say of limits, for a terminal. Nothing is set by it. */
export function adviceText(advice: Advice | null): string {
  if (advice === null) return '';
  const { leastCost } = advice;
  return [
    'advice from the labelled defects (no limit is set by it)',
    `  good kept when misses are at most     ${each(advice.goodKept, ({ falseAlarmRate }) => 1 - falseAlarmRate)}`,
    `  defects found when alarms are at most ${each(advice.defectsFound, ({ missRate }) => 1 - missRate)}`,
    ...(leastCost
      ? [
          `  least cost at limit ${leastCost.limit.toPrecision(4)}: ${percent(leastCost.falseAlarmRate)} false alarms, ` +
            `${percent(leastCost.missRate)} misses, ${leastCost.costPerPart.toPrecision(3)} a part`,
        ]
      : []),
  ]
    .map((line) => `${line}\n`)
    .join('');
}

function each(
  byPercent: Readonly<Record<string, LimitAdvice>>,
  value: (advice: LimitAdvice) => number,
): string {
  return Object.entries(byPercent)
    .map(([n, advice]) => `${n} %: ${percent(value(advice))}`)
    .join(', ');
}

function percent(share: number): string {
  return `${(100 * share).toFixed(1)} %`;
}
