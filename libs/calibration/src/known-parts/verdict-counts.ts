import type { CountedShare, Limits, Verdict, VerdictCounts } from '#contracts';
import { decide } from '../limits/decide.js';
import { exactInterval } from './exact-interval.js';

/** Returns the verdicts on the image scores of parts of one sort, counted; null of none. */
export function verdictCounts(scores: readonly number[], limits: Limits): VerdictCounts | null {
  const parts = scores.length;
  if (parts === 0) return null;
  const counts: Record<Verdict, number> = { defect: 0, review: 0, ok: 0, invalid: 0 };
  for (const score of scores) counts[decide(score, limits)]++;
  const { defect, review, ok } = counts;
  return {
    parts,
    defect: counted(defect, parts),
    review: counted(review, parts),
    ok: counted(ok, parts),
  };
}

function counted(parts: number, of: number): CountedShare {
  return { parts, share: parts / of, interval95: exactInterval(parts, of) };
}
