/** The rates that a Bernoulli CUSUM tells apart, and how rarely it may be wrong. */
export interface AlarmRateSettings {
  /** The share of parts with an alarm that is accepted, and the one that must be noticed: accepted < noticed. */
  readonly accepted: number;
  readonly noticed: number;
  /** The number of parts between two false alarms at the accepted rate, at least. */
  readonly partsBetweenFalseAlarms: number;
}

/** A chart, in whole units: an alarm adds `up`, a part without one takes 1 off, never below 0; `threshold` alarms. */
export interface AlarmRateDesign {
  readonly up: number;
  readonly threshold: number;
  /** Expected parts to an alarm from 0 on: at the accepted rate, and at the one that must be noticed. */
  readonly partsBetweenFalseAlarms: number;
  readonly partsToDetection: number;
}

const designs = new Map<string, AlarmRateDesign>();

/**
 * Designs the Bernoulli CUSUM of Reynolds and Stoumbos (Journal of Quality Technology 31, 1999): the likelihood ratio's
 * two steps, in the ratio of the nearest whole number, so that the chart is a Markov chain and the expected parts to an
 * alarm come exactly from its linear equations. The threshold is the smallest that keeps the accepted false alarms.
 */
export function designAlarmRate(settings: AlarmRateSettings): AlarmRateDesign {
  const key = JSON.stringify(settings);
  const known = designs.get(key);
  if (known !== undefined) return known;
  const design = newDesign(settings);
  designs.set(key, design);
  return design;
}

/** Returns the chart's value after a part. */
export function advanceAlarmRate(value: number, alarm: boolean, { up }: AlarmRateDesign): number {
  return alarm ? value + up : Math.max(0, value - 1);
}

function newDesign({
  accepted,
  noticed,
  partsBetweenFalseAlarms,
}: AlarmRateSettings): AlarmRateDesign {
  const offRate = Math.log((1 - accepted) / (1 - noticed));
  const onRate = Math.log(noticed / accepted);
  const up = Math.max(1, Math.round(onRate / offRate));
  const enough = (threshold: number) =>
    partsToAlarm(up, threshold, accepted) >= partsBetweenFalseAlarms;
  let high = up;
  while (!enough(high)) high *= 2;
  let low = Math.floor(high / 2);
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (enough(middle)) high = middle;
    else low = middle;
  }
  return {
    up,
    threshold: high,
    partsBetweenFalseAlarms: partsToAlarm(up, high, accepted),
    partsToDetection: partsToAlarm(up, high, noticed),
  };
}

/**
 * Returns the expected parts until the chart, begun at 0, reaches the threshold. N(k) = 1 + p N(k + up) + (1 - p)
 * N(max(0, k - 1)), N = 0 from the threshold on. Written as N(k) = a(k) + b(k) N(k + 1) each, from 0 upwards, with the
 * later terms kept as a row that is eliminated as it is met: one row a state, no matrix.
 */
export function partsToAlarm(up: number, threshold: number, rate: number): number {
  // N(k - 1) as constant plus weights of N(k), N(k + 1), ..., N(k - 1 + up): a window that moves with k.
  let constant = 0;
  let weights = new Float64Array(up + 1);
  const solved: { constant: number; weights: Float64Array }[] = [];
  for (let k = 0; k < threshold; k++) {
    const row = new Float64Array(up + 1);
    row[up] = rate;
    let right = 1;
    let own = 1;
    if (k === 0) own -= 1 - rate;
    else {
      // (1 - rate) N(k - 1), replaced: its weight of N(k) goes to the left side, the others one place down.
      right += (1 - rate) * constant;
      own -= (1 - rate) * weights[1]!;
      for (let far = 2; far <= up; far++) row[far - 1]! += (1 - rate) * weights[far]!;
    }
    constant = right / own;
    weights = row.map((weight) => weight / own);
    solved.push({ constant, weights });
  }
  return backwards(solved, up, threshold);
}

/** N(threshold - 1) needs nothing but its constant, and each one below only those above it. */
function backwards(
  solved: readonly { constant: number; weights: Float64Array }[],
  up: number,
  threshold: number,
): number {
  const parts = new Float64Array(threshold);
  for (let k = threshold - 1; k >= 0; k--) {
    let value = solved[k]!.constant;
    for (let far = 1; far <= up && k + far < threshold; far++)
      value += solved[k]!.weights[far]! * parts[k + far]!;
    parts[k] = value;
  }
  return parts[0]!;
}
