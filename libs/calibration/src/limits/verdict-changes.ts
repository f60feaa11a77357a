import type { Limits, Verdict } from '#contracts';
import { decide } from './decide.js';
import { raisedScore } from './raised-score.js';

/** A frame as limits judge it. */
export interface ScoredFrame {
  /** The image score before a remembered defect raised it. */
  readonly score: number;
  /** The likeness to a remembered defect; 0 without one. */
  readonly likeness: number;
}

/** A frame whose verdict other limits would change. */
export interface VerdictChange<T> {
  readonly frame: T;
  readonly from: Verdict;
  readonly to: Verdict;
}

/** Returns the verdict on a scored frame: what a remembered defect raises depends on the limits, too. */
export function verdictOn({ score, likeness }: ScoredFrame, limits: Limits): Verdict {
  return decide(raisedScore(score, likeness, limits), limits);
}

/** Returns the frames whose verdict changes from the one pair of limits to the other, in the order given. */
export function verdictChanges<T extends ScoredFrame>(
  frames: readonly T[],
  before: Limits,
  after: Limits,
): VerdictChange<T>[] {
  return frames.flatMap((frame) => {
    const [from, to] = [verdictOn(frame, before), verdictOn(frame, after)];
    return from === to ? [] : [{ frame, from, to }];
  });
}

/** Counts changes by their verdicts, in the order in which each is met first. */
export function flipsOf(
  changes: readonly VerdictChange<unknown>[],
): { from: Verdict; to: Verdict; count: number }[] {
  const flips = new Map<string, { from: Verdict; to: Verdict; count: number }>();
  for (const { from, to } of changes) {
    const flip = flips.get(`${from} ${to}`) ?? { from, to, count: 0 };
    flip.count += 1;
    flips.set(`${from} ${to}`, flip);
  }
  return [...flips.values()];
}
