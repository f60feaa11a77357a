import type { Inspection, Verdict } from '#contracts';

export interface Tally {
  frames: number;
  byVerdict: Record<Verdict, number>;
  /** The number of frames inspected in the minute before `now`. */
  lastMinute: number;
}

/** Counts of the inspections at hand, newest first. */
export function tallyOf(inspections: readonly Inspection[], now: number): Tally {
  const byVerdict: Record<Verdict, number> = { ok: 0, review: 0, defect: 0, invalid: 0 };
  for (const { verdict } of inspections) byVerdict[verdict]++;
  const lastMinute = inspections.filter(
    ({ inspectedAt }) => now - Date.parse(inspectedAt) < 60_000,
  ).length;
  return { frames: inspections.length, byVerdict, lastMinute };
}
