/**
 * Returns the area under the ROC curve: the chance that a defect scores higher than a good part, ties counting half
 * (Mann and Whitney 1947). Null when either is missing.
 */
export function areaUnderRoc(good: readonly number[], defect: readonly number[]): number | null {
  if (good.length === 0 || defect.length === 0) return null;
  const ascending = good.toSorted((a, b) => a - b);
  let wins = 0;
  for (const score of defect) {
    const below = countBelow(ascending, score, false);
    wins += below + (countBelow(ascending, score, true) - below) / 2;
  }
  return wins / (good.length * defect.length);
}

/** Counts the ascending values that are below the score; with `orEqual`, those that are at most it. */
function countBelow(ascending: readonly number[], score: number, orEqual: boolean): number {
  let [low, high] = [0, ascending.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    const value = ascending[middle]!;
    if (value < score || (orEqual && value === score)) low = middle + 1;
    else high = middle;
  }
  return low;
}
