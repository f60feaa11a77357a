import { seededShuffle } from '#numbers';

/** A part and how many frames show it. */
export interface PartSize {
  readonly partId: string;
  readonly frames: number;
}

/** Folds up to a few hundred parts, and with any number of them. */
const [mostFolds, fewestFolds] = [20, 10];
/** Parts up to which there are `mostFolds`; the work of the folds stays about the same beyond it. */
const partsWithMost = 400;

/**
 * Returns how many folds the held-out scores are taken in. A fold's bank lacks a k-th of the parts, which lifts the scores of parts that
 * are held out of it, and with them the limits: few folds hide defects. Every fold costs a bank, which takes the longer the
 * more parts there are; and of many parts a tenth is missed less.
 */
export function foldsFor(parts: number): number {
  if (parts <= partsWithMost) return mostFolds;
  return Math.max(fewestFolds, Math.round((mostFolds * partsWithMost) / parts));
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
