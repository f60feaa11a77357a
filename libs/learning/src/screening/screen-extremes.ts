/** The score, in halvings, from which on a frame may be set aside within the share that the settings grant. */
const suspect = 2;
/** Halvings beyond the one at which an exponential tail holds the granted share: surely something else. */
const beyond = 0.68;
/** A gap: the last one outside is this many times as far out as the first one inside, and at least so far. */
const gap = 1.5;
const gapFrom = 2.5;
/** The share of good frames beyond the tail; on clean real sets there were 0 to 1 %, see docs/screening.md. */
const oddShare = 0.01;
/**
 * The share at most that may be set aside: more is not a few bad ones among the good, and the scale itself would be
 * wrong.
 */
const mostInAll = 0.15;

export interface Extremes {
  /** Places of the frames that are set aside. */
  readonly places: ReadonlySet<number>;
  /** The score that a frame must exceed to be set aside; none that stayed in does. */
  readonly limit: number;
}

/**
 * Returns which frames are extreme against the others, from their scores in halvings (see `yardstickOf`). Of an
 * exponential tail, `0.5 * 2^-s` of the good lie beyond s. Set aside, from the top: the share `mostGood` of all as far
 * as they are suspect; beyond it only those that are out of the good ones' tail, or above a clear gap. Good frames have
 * odd ones too, so some of them are set aside where no bad one is: a person decides.
 */
export function extremeOnes(scores: readonly number[], mostGood: number): Extremes {
  const order = scores.map((_, place) => place).sort((a, b) => scores[b]! - scores[a]! || a - b);
  const descending = order.map((place) => scores[place]!);
  const surely = Math.log2(0.5 / mostGood) + beyond;
  const sure = descending.filter((score) => score > surely).length;
  const granted = Math.floor(mostGood * scores.length + notGood(sure, scores.length));
  const count = Math.max(
    descending.slice(0, granted).filter((score) => score > suspect).length,
    sure,
    aboveGap(descending),
  );
  const taken = Math.min(count, Math.floor(mostInAll * scores.length));
  return {
    places: new Set(order.slice(0, taken)),
    limit: Math.max(suspect, descending[taken] ?? 0),
  };
}

/**
 * Returns how many of those beyond the tail are surely not good, and so take nothing of the share granted for good
 * ones: as many as are more than the good ones' own odd frames, one in a hundred and 2.5 deviations of their number.
 */
function notGood(sure: number, frames: number): number {
  return Math.max(0, sure - oddShare * frames - 2.5 * Math.sqrt(oddShare * frames));
}

/** Counts how many lie above the lowest clear gap. */
function aboveGap(descending: readonly number[]): number {
  for (let above = Math.floor(mostInAll * descending.length); above > 0; above--) {
    const [outside, inside] = [descending[above - 1]!, descending[above]!];
    if (outside > gapFrom && outside > gap * inside) return above;
  }
  return 0;
}
