/** A sequential test: how strong the evidence of a change is by now. */
export interface Detector {
  /** Natural logarithm of 1 + M, M being the statistic; 0 at the start. */
  readonly log: number;
  /** Observations since it was started. */
  readonly seen: number;
}

export const started: Detector = { log: 0, seen: 0 };

/**
 * One step of the Shiryaev-Roberts procedure over e-values: `M_n = (M_{n-1} + 1) e_n`, with `e_n` not negative and of
 * expectation at most 1, given the past, as long as nothing has changed. Alarming at `M_n >= A` then takes `A` steps
 * on average at least before a false alarm (Shin, Ramdas and Rinaldo, E-detectors, 2023): `M_n - n` is a
 * supermartingale. Nothing has to be known of the distribution.
 */
export function stepped({ log, seen }: Detector, eValue: number): Detector {
  const statistic = log + Math.log(eValue);
  // log(1 + e^x), also where e^x is too large for a number.
  const next = Math.max(statistic, 0) + Math.log1p(Math.exp(-Math.abs(statistic)));
  return { log: next, seen: seen + 1 };
}

/** How far a detector that may give one false alarm in so many parts is on the way: 1 is its alarm. */
export function progressOf({ log }: Detector, partsBetweenFalseAlarms: number): number {
  return log / Math.log1p(partsBetweenFalseAlarms);
}
