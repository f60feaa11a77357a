import { seededRandom, shuffledPlaces } from '#numbers';

/** Cuts places into `k` folds, each class spread over them as evenly as can be, drawn by the seed. */
export function stratifiedFolds(classes: readonly number[], k: number, seed: number): number[][] {
  const random = seededRandom(seed);
  const folds: number[][] = Array.from({ length: k }, () => []);
  let next = 0;
  for (const one of [...new Set(classes)].sort((a, b) => a - b)) {
    const own = classes.flatMap((c, i) => (c === one ? [i] : []));
    for (const place of shuffledPlaces(own.length, random)) folds[next++ % k]!.push(own[place]!);
  }
  return folds.filter((fold) => fold.length > 0);
}
