import { normalQuantile } from './normal-quantile.js';

/**
 * Returns where a value ranks among a pool, as a standard normal score, high for a high value. Its conformal p-value is
 * the share of the pool and itself that is at least as high, ties broken by the uniform number `tie`. When the pool is
 * all that came before, these p-values are uniform and independent for exchangeable values of any distribution, however
 * small the pool was at first (Vovk, Gammerman and Shafer, Algorithmic Learning in a Random World, 2005, theorem 2.4).
 */
export function conformalScore(ascending: readonly number[], value: number, tie: number): number {
  const below = countBelow(ascending, value);
  const equal = countBelow(ascending, value, true) - below;
  const above = ascending.length - below - equal;
  const share = (above + tie * (equal + 1)) / (ascending.length + 1);
  return -normalQuantile(Math.min(Math.max(share, 1e-12), 1 - 1e-12));
}

/** Inserts one more value into the pool, which stays ascending. */
export function insertInto(ascending: number[], value: number): void {
  ascending.splice(countBelow(ascending, value), 0, value);
}

/** Counts the ascending values that are less than the value; with `orEqual`, those that are at most it. */
function countBelow(ascending: readonly number[], value: number, orEqual = false): number {
  let [low, high] = [0, ascending.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    const isBelow = orEqual ? ascending[middle]! <= value : ascending[middle]! < value;
    if (isBelow) low = middle + 1;
    else high = middle;
  }
  return low;
}
