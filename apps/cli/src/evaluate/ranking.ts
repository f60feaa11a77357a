/**
 * Area under the ROC curve: the chance that a defect scores higher than a good part, ties counting half
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

/** How many of the ascending values are below the score, or at most it. */
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

/**
 * The best F1 (harmonic mean of precision and recall of the defects) over all thresholds on the score.
 * Null when there are no good parts or no defects.
 */
export function bestF1(good: readonly number[], defect: readonly number[]): number | null {
  if (good.length === 0 || defect.length === 0) return null;
  const descending = [
    ...good.map((score) => ({ score, hit: 0 })),
    ...defect.map((score) => ({ score, hit: 1 })),
  ].sort((a, b) => b.score - a.score);
  let [hits, best] = [0, 0];
  descending.forEach(({ score, hit }, i) => {
    hits += hit;
    // A threshold takes all equal scores or none.
    if (descending[i + 1]?.score === score) return;
    best = Math.max(best, (2 * hits) / (i + 1 + defect.length));
  });
  return best;
}

/** Share of the scores over a limit; null of none. */
export function shareOver(scores: readonly number[], limit: number): number | null {
  if (scores.length === 0) return null;
  return scores.filter((score) => score > limit).length / scores.length;
}
