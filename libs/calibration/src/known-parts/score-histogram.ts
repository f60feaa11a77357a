import type { TestFigures } from '#contracts';

/** The number of bins over the range of the scores. */
const bins = 40;

/** Returns the numbers of good and bad parts by score, in bins of one width from the lowest score to the highest. */
export function scoreHistogram(
  good: readonly number[],
  bad: readonly number[],
): TestFigures['histogram'] {
  const all = [...good, ...bad];
  const from = all.reduce((least, score) => Math.min(least, score), Infinity);
  const to = all.reduce((most, score) => Math.max(most, score), -Infinity);
  const counted = (scores: readonly number[]) => {
    const counts = Array.from({ length: bins }, () => 0);
    for (const score of scores) counts[placeOf(score, from, to)]!++;
    return counts;
  };
  return { from, to, good: counted(good), bad: counted(bad) };
}

function placeOf(score: number, from: number, to: number): number {
  if (to === from) return 0;
  return Math.min(bins - 1, Math.floor(((score - from) / (to - from)) * bins));
}
