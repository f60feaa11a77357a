import { TouchstoneError, type LimitMethod, type LimitPromise } from '#contracts';
import { betaQuantile } from './binomial-tail.js';

/** A limit and what it promises. */
export interface PromisedLimit {
  readonly limit: number;
  readonly promise: LimitPromise;
}

/**
 * Returns a limit that a share of at most about `target` of good parts lies over, for any distribution, from scores of
 * good parts that the model had not seen: the j-th largest of n with j = floor(target (n + 1)). The chance of a further
 * exchangeable part to lie over it is j / (n + 1) on average (Vovk et al., Algorithmic Learning in a Random World,
 * 2005), less where scores tie; over all such calibrations the true rate follows Beta(j, n - j + 1), of which the
 * promise states the central 95 %.
 *
 * With fewer than 1 / target - 1 parts the limit is the largest score, and provisional.
 * @throws TouchstoneError too-few-normals without scores.
 */
export function conformalLimit(scores: readonly number[], target: number): PromisedLimit {
  const j = Math.max(1, wantedRank(scores.length, target));
  return rankedLimit(scores, target, j, 'conformal');
}

/** Returns the largest score as the limit, whatever the target: what it promises is the same as with j = 1. */
export function maximumLimit(scores: readonly number[], target: number): PromisedLimit {
  return rankedLimit(scores, target, 1, 'maximum');
}

function rankedLimit(
  scores: readonly number[],
  target: number,
  j: number,
  method: LimitMethod,
): PromisedLimit {
  const n = scores.length;
  if (n === 0)
    throw new TouchstoneError('too-few-normals', 'A limit needs the score of at least one part.');
  const limit = scores.toSorted((a, b) => b - a)[j - 1]!;
  return {
    limit,
    promise: {
      target,
      method,
      extrapolated: false,
      tail: null,
      fallback: null,
      widened: null,
      j,
      parts: n,
      expectedRate: j / (n + 1),
      interval95: [betaQuantile(n, j, 0.025), betaQuantile(n, j, 0.975)],
      provisional: n < partsFor(target),
      partsMissing: Math.max(0, partsFor(target) - n),
    },
  };
}

/** Returns the number of parts from which on `target` can be promised: 99 for 1 %. */
export function partsFor(target: number): number {
  return Math.ceil(1 / target - 1 - 1e-9);
}

/** Returns the rank of the score from the top; 0 when there are too few. The margin takes 0.07 * 100 for 7. */
function wantedRank(n: number, target: number): number {
  return Math.floor(target * (n + 1) + 1e-9);
}
