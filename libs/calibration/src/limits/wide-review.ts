import { rateOf, type Targets } from '#contracts';
import { conformalLimit, partsFor, type PromisedLimit } from './conformal-limit.js';

/** From so many parts on the review limit is what was asked for: they show 1 % by themselves. */
export const enoughParts = partsFor(0.01);

/**
 * The review limit of a provisional model with few parts: at a share of good parts that these can show (a setting, 10 %), so that
 * doubtful parts go to a person in place of being passed under the score of the one oddest normal. It narrows by itself, as
 * each calibration has more parts. Null where it stays as asked for: with 99 parts and more, where the review rate is as wide
 * already, where the largest score was asked for, or where both shares come to the same score.
 */
export function wideReview(
  scores: readonly number[],
  { review, method, whileProvisional }: Targets,
): PromisedLimit | null {
  const asked = rateOf(review);
  if (scores.length >= enoughParts || method === 'maximum' || whileProvisional <= asked)
    return null;
  const { limit, promise } = conformalLimit(scores, whileProvisional);
  if (promise.j === conformalLimit(scores, asked).promise.j) return null;
  const because =
    `The model is provisional, so that up to ${percent(whileProvisional)} of good parts are put to review in place of ${percent(asked)}: ` +
    `with ${scores.length} parts the largest score alone would decide what passes. ` +
    `${enoughParts - scores.length} more parts narrow it to ${percent(asked)}, with the next calibration.`;
  return { limit, promise: { ...promise, widened: { asked, because } } };
}

function percent(share: number): string {
  return `${Number((share * 100).toPrecision(2))} %`;
}
