import { seededRandom, shuffledPlaces } from '#numbers';

/** Places of images by what they are for; no image is in two. */
export interface Split {
  readonly learn: readonly number[];
  /** Decides which epoch is kept, and whether the result is. */
  readonly tune: readonly number[];
  /** Looked at once, for the figures. */
  readonly judge: readonly number[];
}

/** Shares of each kind that are learned from and tuned on; the others judge. */
const shares = { learn: 0.5, tune: 0.15 } as const;

/**
 * The number of images of a kind, at least, with which each share has some: 3 to learn, 1 to tune, and 2 to judge,
 * which look for each other.
 */
export const fewestOfAKind = 6;

/** Splits images by their labels, each kind alike, drawn by the seed. */
export function splitByLabel(labels: readonly string[], seed: number): Split {
  const random = seededRandom(seed);
  const split = { learn: [] as number[], tune: [] as number[], judge: [] as number[] };
  for (const name of [...new Set(labels)].sort()) {
    const own = labels.flatMap((label, i) => (label === name ? [i] : []));
    const drawn = shuffledPlaces(own.length, random).map((place) => own[place]!);
    const first = Math.round(shares.learn * own.length);
    const second = Math.round((shares.learn + shares.tune) * own.length);
    split.learn.push(...drawn.slice(0, first));
    split.tune.push(...drawn.slice(first, second));
    split.judge.push(...drawn.slice(second));
  }
  return split;
}
