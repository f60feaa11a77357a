import {
  rateOf,
  type AlarmTarget,
  type Certificate,
  type LimitMethod,
  type Limits,
  type Targets,
} from '#contracts';
import { wideReview } from './wide-review.js';
import { conformalLimit, maximumLimit, type PromisedLimit } from './conformal-limit.js';
import { spread } from '#numbers';
import { tailLimit } from './tail-limit.js';

/** The limits that a station's held-out part scores give, and the part of the certificate that proves them. */
export interface CalibratedLimits {
  readonly limits: Limits;
  readonly promises: Pick<
    Certificate,
    'warn' | 'reject' | 'provisional' | 'heldOutScores' | 'parts'
  >;
}

/**
 * Returns both limits from one score per part. The review rate is at least the reject rate, so that `warn` is
 * never above `reject`. The method is the targets': conformal, the maximum, or a fitted tail (the seed is that of its
 * simulation). With too few parts the reject limit is the largest score; the review limit is then set at a share that the
 * parts can show, see `wideReview`.
 */
export function limitsFor(
  heldOutPartScores: readonly number[],
  targets: Targets,
  seed = 1,
): CalibratedLimits {
  const limitFor = (target: AlarmTarget) =>
    limitBy[targets.method](heldOutPartScores, rateOf(target), seed);
  const reject = limitFor(targets.reject);
  const asked = limitFor(targets.review);
  const provisional = asked.promise.provisional || reject.promise.provisional;
  const warn = (provisional ? wideReview(heldOutPartScores, targets) : null) ?? asked;
  const heldOutScores = heldOutPartScores.toSorted((a, b) => a - b);
  return {
    limits: { warn: warn.limit, reject: reject.limit, scale: spread(heldOutScores) },
    promises: {
      parts: heldOutScores.length,
      warn: warn.promise,
      reject: reject.promise,
      provisional,
      heldOutScores,
    },
  };
}

const limitBy: Record<
  LimitMethod,
  (scores: readonly number[], target: number, seed: number) => PromisedLimit
> = {
  conformal: conformalLimit,
  maximum: maximumLimit,
  'peaks-over-threshold': tailLimit,
};
