/** The first values in service, to be compared with the normals as two samples. Plain JSON. */
export interface StartSamples {
  /** The normals' values, ascending. */
  normals: number[];
  service: number[];
}

/** Parts in service after which the two are compared. */
const looks = [25, 50, 100, 200, 400];
export const lastLook = looks.at(-1)!;

/**
 * Deviations beyond which a look alarms: chance 5e-5 on a side, so that all looks on both sides of two figures together
 * alarm in one start of a thousand at most where nothing differs.
 */
const alarmingDeviations = 3.891;

/**
 * Compares the first values in service with the normals, at a few set numbers of parts, by Wilcoxon's and Mann and
 * Whitney's rank sum in its normal approximation. The ranks that go on from part to part cannot see a change that was
 * there from the first part on: the changed parts soon are what is usual. Values are first brought `deadBand` nearer, so
 * that a difference up to it alarms more rarely still. Null: nothing to say at this number of parts.
 */
export function lookAtStart(
  { normals, service }: StartSamples,
  deadBand: number,
): 'up' | 'down' | null {
  // prettier-ignore
  if (!looks.includes(service.length)) return null;
  const nearer = (by: number) => service.map((value) => value + by);
  if (rankSumDeviations(normals, nearer(-deadBand)) > alarmingDeviations) return 'up';
  if (rankSumDeviations(normals, nearer(deadBand)) < -alarmingDeviations) return 'down';
  return null;
}

/**
 * Returns how many deviations the rank sum of `others` lies above what is expected; with a correction for continuity.
 */
export function rankSumDeviations(ones: readonly number[], others: readonly number[]): number {
  const [n, m] = [ones.length, others.length];
  let excess = 0;
  for (const other of others) for (const one of ones) excess += Math.sign(other - one) / 2;
  const deviation = Math.sqrt((n * m * (n + m + 1)) / 12);
  return (Math.sign(excess) * Math.max(0, Math.abs(excess) - 0.5)) / deviation;
}
