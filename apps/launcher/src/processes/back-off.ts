/** The rule of how often a process may die before the launcher gives up on it. */
export interface BackOffRule {
  readonly firstMs: number;
  readonly longestMs: number;
  /** The number of deaths within `windowMs` that is one too many. */
  readonly deaths: number;
  readonly windowMs: number;
}

/** The rule of a process that has been up: a passing trouble is waited for, a lasting one ends the run. */
export const upBefore: BackOffRule = {
  firstMs: 200,
  longestMs: 5_000,
  deaths: 12,
  windowMs: 60_000,
};
/** The rule of a process that never came up: most likely a setting, which no restart mends. */
export const neverUp: BackOffRule = { ...upBefore, deaths: 5 };

/**
 * Returns the milliseconds to wait before the next start, or null to give up. Doubles with each death within the
 * window; a part that stayed up for the length of the window starts from the shortest wait again.
 * @param deaths instants of all deaths so far, in milliseconds, the last one being now
 */
export function backOff(deaths: readonly number[], rule: BackOffRule): number | null {
  const now = deaths.at(-1) ?? 0;
  const recent = deaths.filter((instant) => now - instant < rule.windowMs).length;
  if (recent >= rule.deaths) return null;
  return Math.min(rule.firstMs * 2 ** (recent - 1), rule.longestMs);
}
