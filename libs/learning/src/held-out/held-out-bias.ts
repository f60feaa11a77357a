import type { HeldOutBias } from '#contracts';
import type { MemoryBank } from '#memory-bank';
import { spread } from '#numbers';

/** A frame's score against the bank without its fold; distances alone, where the score is standardised. */
export interface PlainScore {
  readonly id: string;
  readonly fold: number;
  readonly score: number;
}

export interface BiasMeasuring {
  readonly scores: readonly PlainScore[];
  readonly folds: number;
  /** The bank without both folds; null where none is built anew. */
  readonly withoutBoth: (a: number, b: number) => Promise<MemoryBank> | null;
  /** Scores of these frames against a bank, in their order. */
  readonly scoresOf: (bank: MemoryBank, ids: readonly string[]) => Promise<number[]>;
}

/** Frames that are enough, and pairs of folds that are left out at most: each costs a bank. */
const [enoughFrames, mostPairs] = [20, 4];

/**
 * How much higher held-out scores are than those of unseen parts are expected to be: the step from a bank without one fold to
 * the finished one cannot be seen, the step before it can. So frames of two folds are scored against a bank without both,
 * and compared with their scores against the bank without their own fold. Null where there are too few folds, or banks are added to.
 */
export async function heldOutBias(measuring: BiasMeasuring): Promise<HeldOutBias | null> {
  const { scores, folds } = measuring;
  if (folds < 4) return null;
  const shifts: number[] = [];
  for (let pair = 0; 2 * pair + 1 < folds && pair < mostPairs; pair++) {
    const found = await shiftsOf(2 * pair, measuring);
    if (found === null) return null;
    shifts.push(...found);
    if (shifts.length >= enoughFrames) break;
  }
  const mean = shifts.reduce((sum, shift) => sum + shift, 0) / shifts.length;
  const ascending = scores.map(({ score }) => score).sort((a, b) => a - b);
  return { spreads: mean / spread(ascending), frames: shifts.length, left: 1 / folds };
}

async function shiftsOf(
  first: number,
  { scores, withoutBoth, scoresOf }: BiasMeasuring,
): Promise<number[] | null> {
  const frames = scores.filter(({ fold }) => fold === first || fold === first + 1);
  const bank = await withoutBoth(first, first + 1);
  if (bank === null) return null;
  try {
    const ids = frames.map(({ id }) => id);
    const lacking = await scoresOf(bank, ids);
    return frames.map(({ score }, i) => lacking[i]! - score);
  } finally {
    bank.dispose();
  }
}
