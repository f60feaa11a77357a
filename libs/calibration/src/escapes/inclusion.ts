/** The power of the rank that weights rise with: the upper fifth of the scores has most of what is drawn more often. */
const steepness = 3;

/**
 * Returns the probability with which each part is drawn, when `count` of them are: in proportion to 1 + (risk - 1) q^3,
 * where q is the part's place by score, from 0 for the lowest to 1 for the highest. So the highest is drawn `risk`
 * times as often as the lowest, whatever the scale of the scores, and among many parts the lowest about 4 / (risk + 3)
 * times as often as if all were drawn alike. They sum up to `count`, or are all 1. `scores` may be in any
 * order; equal scores have equal probabilities.
 */
export function inclusionProbabilities(
  scores: readonly number[],
  count: number,
  risk: number,
): number[] {
  if (count >= scores.length) return scores.map(() => 1);
  return proportional(weightsOf(scores, risk), count);
}

function weightsOf(scores: readonly number[], risk: number): number[] {
  const ascending = Float64Array.from(scores).sort();
  const last = Math.max(1, scores.length - 1);
  const below = new Map<number, number>();
  ascending.forEach((score, place) => below.has(score) || below.set(score, place));
  return scores.map((score) => 1 + (risk - 1) * (below.get(score)! / last) ** steepness);
}

/** What would be drawn more than surely is drawn surely; the rest shares what is left, until nothing is over 1. */
function proportional(weights: readonly number[], count: number): number[] {
  const sure = new Set<number>();
  for (;;) {
    let total = 0;
    weights.forEach((weight, i) => (total += sure.has(i) ? 0 : weight));
    const scale = (count - sure.size) / total;
    const over = weights.flatMap((weight, i) => (!sure.has(i) && weight * scale >= 1 ? [i] : []));
    if (over.length === 0) return weights.map((weight, i) => (sure.has(i) ? 1 : weight * scale));
    for (const i of over) sure.add(i);
  }
}
