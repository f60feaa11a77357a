import type { HeldOutFrame } from '../learned.js';

/** Returns one score a part, its worst frame's. */
export function partScores(frames: readonly Pick<HeldOutFrame, 'part' | 'score'>[]): number[] {
  const worst = new Map<string, number>();
  for (const { part, score } of frames)
    worst.set(part, Math.max(score, worst.get(part) ?? -Infinity));
  return [...worst.values()];
}
