/** Exponents of the bets: from cautious to bold; their mean is a bet on changes of any size. */
const bets = [0.3, 0.5, 0.7, 0.9];

/** No bet pays without end. */
const smallest = 1e-9;

/**
 * A bet against uniform p-values that pays where they are small: the mean of `k p^(k-1)`, each of which integrates
 * to 1 over [0, 1] (power bets, Vovk et al., Algorithmic Learning in a Random World, 2005, section 7.1).
 */
export function smallBet(p: number): number {
  const least = Math.max(p, smallest);
  return bets.reduce((sum, k) => sum + k * least ** (k - 1), 0) / bets.length;
}

/** A bet that pays at both ends: half on small p-values, half on large ones. */
export function twoSidedBet(p: number): number {
  return (smallBet(p) + smallBet(1 - p)) / 2;
}

/**
 * Likelihood ratio of an alarm, or of none, at the rate that must be noticed against the accepted one: of expectation 1
 * at the accepted rate, less below it.
 */
export function alarmBet(alarm: boolean, accepted: number, noticed: number): number {
  return alarm ? noticed / accepted : (1 - noticed) / (1 - accepted);
}
