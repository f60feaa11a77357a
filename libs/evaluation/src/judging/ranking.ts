/**
 * Returns the best F1 (harmonic mean of precision and recall of the defects) over all thresholds on the score. Null
 * when there are no good parts or no defects.
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

/** Returns the share of the scores over a limit; null of none. */
export function shareOver(scores: readonly number[], limit: number): number | null {
  if (scores.length === 0) return null;
  return scores.filter((score) => score > limit).length / scores.length;
}
