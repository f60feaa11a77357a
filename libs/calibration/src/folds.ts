import { seededShuffle } from './seeded-shuffle.js';

/** A part and how many frames show it. */
export interface PartSize {
  readonly partId: string;
  readonly frames: number;
}

/**
 * Cuts parts into `k` folds (fewer where there are fewer parts), all frames of a part in one fold, the
 * folds about equally many frames. The same parts and seed give the same folds, whatever their order.
 */
export function groupIntoFolds(parts: readonly PartSize[], k: number, seed: number): string[][] {
  const count = Math.min(k, parts.length);
  const folds = Array.from({ length: count }, () => ({ partIds: [] as string[], frames: 0 }));
  const byName = parts.toSorted((a, b) => (a.partId < b.partId ? -1 : 1));
  // Large parts first, each to the fold that has least; equal ones in the order of the shuffle.
  for (const part of seededShuffle(byName, seed).sort((a, b) => b.frames - a.frames)) {
    const smallest = folds.reduce((least, fold) => (fold.frames < least.frames ? fold : least));
    smallest.partIds.push(part.partId);
    smallest.frames += part.frames;
  }
  return folds.map((fold) => fold.partIds);
}
