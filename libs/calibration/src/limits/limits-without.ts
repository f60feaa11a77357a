import type { BothLimits, Targets } from '#contracts';
import { limitsFor } from './limits-for.js';

/** What would follow if a part were left out of the limits. */
export interface LeftOut {
  /** Place of the part among the scores. */
  readonly index: number;
  /** The limits if it alone were left out. */
  readonly without: BothLimits;
  /** The limits if it and all with higher scores were left out. */
  readonly withoutOdder: BothLimits;
}

/** The number of parts that limits need at least: one would be its own limit. */
const fewestParts = 2;

/**
 * Returns what would follow for the parts with the highest scores, the highest first, at most `most` of them. `scores`
 * has one held-out score a part, in any order; equal ones come in that order.
 */
export function limitsWithout(
  scores: readonly number[],
  targets: Targets,
  { seed, most }: { readonly seed: number; readonly most: number },
): LeftOut[] {
  const order = scores.map((_, index) => index).sort((a, b) => scores[b]! - scores[a]! || a - b);
  const limitsOf = (left: ReadonlySet<number>): BothLimits => {
    const kept = scores.filter((_, index) => !left.has(index));
    const { warn, reject } = limitsFor(kept, targets, seed).limits;
    return { warn, reject };
  };
  const count = Math.max(0, Math.min(most, scores.length - fewestParts));
  return order.slice(0, count).map((index, place) => ({
    index,
    without: limitsOf(new Set([index])),
    withoutOdder: limitsOf(new Set(order.slice(0, place + 1))),
  }));
}
