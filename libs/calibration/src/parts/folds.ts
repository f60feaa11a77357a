import type { ScoreMethod } from '#contracts';
import { seededShuffle } from '#numbers';

/** A part and how many frames show it. */
export interface PartSize {
  readonly partId: string;
  readonly frames: number;
}

/**
 * Returns how many folds the held-out scores need. A fold's bank lacks a k-th of the parts, which lifts the scores of
 * parts held out of it. For distances alone five folds are enough. The place-and-frame score compares with what is
 * usual of the very normals, which lifts them further: with five folds a third too few of the promised alarms came on
 * 190 parts, and two thirds too few on 20.
 */
export function foldsFor(parts: number, method: ScoreMethod): number {
  if (method !== 'place-and-frame') return 5;
  if (parts < 40) return 20;
  return parts < 400 ? 10 : 5;
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
