import type { FalseAlarms } from '#contracts';
import { betaQuantile } from './binomial-tail.js';

/**
 * Returns what the held-out scores of good parts say of a limit that was not taken from them: how many lie over it, the share of
 * further parts that is expected to at most, (k + 1) / (n + 1) as of the conformal limit at the same rank, and the exact
 * 95 % interval of the true rate (Clopper and Pearson, Biometrika 26, 1934).
 */
export function overLimit(scores: readonly number[], limit: number): FalseAlarms {
  const parts = scores.length;
  const over = scores.filter((score) => score > limit).length;
  return {
    over,
    parts,
    expectedRate: (over + 1) / (parts + 1),
    interval95: shareInterval(over, parts),
  };
}

/** Returns the exact central 95 % interval of a share of which `count` of `of` were seen (Clopper and Pearson). */
export function shareInterval(count: number, of: number): [number, number] {
  if (of === 0) return [0, 1];
  const low = count === 0 ? 0 : betaQuantile(of, count, 0.025);
  const high = count === of ? 1 : betaQuantile(of, count + 1, 0.975);
  return [low, high];
}
