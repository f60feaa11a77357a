import { rateOf, type Certificate, type Limits, type Targets } from '#contracts';
import { conformalLimit } from './conformal-limit.js';
import { spread } from './spread.js';

/** What a station's held-out part scores say: its limits, and the part of the certificate that proves them. */
export interface CalibratedLimits {
  readonly limits: Limits;
  readonly promises: Pick<
    Certificate,
    'warn' | 'reject' | 'provisional' | 'heldOutScores' | 'parts'
  >;
}

/**
 * Both limits from one score per part. The review rate is at least the reject rate, so that `warn` is
 * never above `reject`; with too few parts both are the largest score and nothing is put to review.
 */
export function limitsFor(
  heldOutPartScores: readonly number[],
  targets: Targets,
): CalibratedLimits {
  const reject = conformalLimit(heldOutPartScores, rateOf(targets.reject));
  const warn = conformalLimit(heldOutPartScores, rateOf(targets.review));
  const heldOutScores = heldOutPartScores.toSorted((a, b) => a - b);
  return {
    limits: { warn: warn.limit, reject: reject.limit, scale: spread(heldOutScores) },
    promises: {
      parts: heldOutScores.length,
      warn: warn.promise,
      reject: reject.promise,
      provisional: warn.promise.provisional || reject.promise.provisional,
      heldOutScores,
    },
  };
}
