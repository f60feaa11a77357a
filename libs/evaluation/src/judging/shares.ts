import { verdictCounts } from '#calibration';
import type { Limits } from '#contracts';

/** The verdicts on the pictures of one sort, as fractions that add up to 1. */
export interface VerdictShares {
  readonly defect: number;
  readonly review: number;
  readonly ok: number;
}

/** The verdicts on good and bad parts; null where there are no limits, or no pictures of the sort. */
export interface Shares {
  readonly good: VerdictShares | null;
  readonly bad: VerdictShares | null;
  /** The numbers of pictures that the shares are of. */
  readonly images: { readonly good: number; readonly bad: number };
}

/** Returns the verdicts on the image scores of good and of bad parts, as shares. */
export function sharesOf(
  good: readonly number[],
  bad: readonly number[],
  limits: Limits | undefined,
): Shares {
  return {
    good: verdictShares(good, limits),
    bad: verdictShares(bad, limits),
    images: { good: good.length, bad: bad.length },
  };
}

function verdictShares(
  scores: readonly number[],
  limits: Limits | undefined,
): VerdictShares | null {
  const counts = limits ? verdictCounts(scores, limits) : null;
  if (counts === null) return null;
  const { defect, review, ok } = counts;
  return { defect: defect.share, review: review.share, ok: ok.share };
}
