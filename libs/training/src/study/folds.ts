import { seededRandom, shuffledPlaces } from '#numbers';
import type { Split } from '../kinds/split.js';

/** The step among the images that do not judge: every fifth of a kind decides which epoch is kept. */
const tuneEvery = 5;

/**
 * Splits so that each image judges once: of the images of each kind, drawn by the seed, every `folds`-th judges.
 * @throws RangeError for fewer than two folds.
 */
export function foldsByLabel(labels: readonly string[], folds: number, seed: number): Split[] {
  if (folds < 2) throw new RangeError(`cross-fitting needs two folds at least, not ${folds}`);
  const random = seededRandom(seed);
  const kinds = [...new Set(labels)].sort().map((name) => {
    const own = labels.flatMap((label, i) => (label === name ? [i] : []));
    return shuffledPlaces(own.length, random).map((place) => own[place]!);
  });
  return Array.from({ length: folds }, (_, fold) => splitOf(kinds, folds, fold));
}

function splitOf(kinds: readonly number[][], folds: number, fold: number): Split {
  const judge = kinds.flatMap((own) => own.filter((_, i) => i % folds === fold));
  const rest = kinds.map((own) => own.filter((_, i) => i % folds !== fold));
  return {
    learn: rest.flatMap((own) => own.filter((_, i) => i % tuneEvery !== 0)),
    tune: rest.flatMap((own) => own.filter((_, i) => i % tuneEvery === 0)),
    judge,
  };
}
