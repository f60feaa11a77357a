import type { Certificate, LimitPromise } from '#contracts';
import { partsFor } from './conformal-limit.js';

/** The facts that the sentences are made from; a certificate fits. */
export type PromisedFacts = Pick<
  Certificate,
  'parts' | 'frames' | 'warn' | 'reject' | 'grouping'
> & {
  readonly screening?: Certificate['screening'];
  readonly rare?: Certificate['rare'];
  readonly heldOutBias?: Certificate['heldOutBias'];
};

/**
 * Writes what a calibration cannot promise, in sentences for people: first what is particular to it, then what always
 * holds.
 */
export function cannotPromiseOf(facts: PromisedFacts): string[] {
  return [
    ...limitSentences('defect', facts.reject),
    ...limitSentences('review', facts.warn),
    ...rareSentences(facts),
    ...groupingSentences(facts),
    ...screeningSentences(facts),
    ...biasSentences(facts),
    `No false-alarm rate under ${percent(1 / (facts.parts + 1))} can be promised from ${facts.parts} parts by the data alone.`,
    'It says nothing of how many defects are found: none was needed to set the limits. `touchstone evaluate` shows it where labelled defects exist.',
    'It holds for parts like those it was made from. After a change of light, camera, material or supplier it does not; drift is watched for that.',
    'The stated rates are averages over the line and over calibrations of this size; one shift has more or fewer by chance.',
  ];
}

function limitSentences(name: string, promise: LimitPromise): string[] {
  const { target, parts, provisional, partsMissing, expectedRate, extrapolated } = promise;
  const low = `The target of ${percent(target)} for ${name} needs ${partsFor(target)} independent good parts and there are ${parts}`;
  return [
    ...(provisional && !extrapolated
      ? [`${low}: the limit is the largest score, about ${percent(expectedRate)} of good parts are expected over it, and ${partsMissing} more parts are missing.`] // prettier-ignore
      : []),
    ...(extrapolated
      ? [`${low}: its limit is extrapolated by a tail fitted to the largest scores. The rate holds only if the tail goes on as it was fitted; ${partsMissing} more parts would prove it.`] // prettier-ignore
      : []),
    ...(promise.fallback === null ? [] : [`For ${name}: ${promise.fallback}`]),
    ...(promise.widened ? [promise.widened.because] : []),
  ];
}

/** Parts that a person called rare but good. */
function rareSentences({ rare, parts }: PromisedFacts): string[] {
  if (!rare) return [];
  const [were, are] = rare.parts === 1 ? ['was', 'is'] : ['were', 'are'];
  return [
    `${rare.parts} of ${rare.parts + parts} parts ${were} called rare but good by a person and ${are} left out of the limits: the rates hold for parts that are not of ` +
      `the ${rare.parts} rare, and only if these were chosen for what they are, not for their scores. Held out, ${rare.over.reject} of them would be called defect and ` +
      `${rare.over.warn - rare.over.reject} put to review.`,
  ];
}

/** Frames that nothing but their looks could tell apart. */
function groupingSentences({ grouping, frames }: PromisedFacts): string[] {
  if (!grouping || grouping.alone === 0) return [];
  return [
    `${grouping.alone} of ${frames} frames were counted as parts of their own, since nothing says otherwise. If several of them show one part, ` +
      'the true rates are higher than stated: send part ids.',
  ];
}

/** Good parts that look like what was set aside are not known to the bank. */
function screeningSentences({ screening }: PromisedFacts): string[] {
  const reasons = ['extreme', 'near-defect', 'hides-defect'] as const;
  const unlike = reasons.reduce((sum, reason) => sum + (screening?.byReason[reason] ?? 0), 0);
  if (!screening || unlike === 0) return [];
  return [
    `${unlike} of ${screening.looked} frames were set aside for what they look like and were not learned. ` +
      'If they show good parts, parts like them alarm until a person lets them in.',
  ];
}

/** Scores of parts that a bank lacks are a little higher than the finished bank, which lacks none, gives to new parts. */
function biasSentences({ heldOutBias }: PromisedFacts): string[] {
  if (!heldOutBias) return [];
  const { spreads, frames, left } = heldOutBias;
  const size = Number(Math.abs(spreads).toPrecision(2));
  const way = spreads >= 0 ? ['higher', 'lower'] : ['lower', 'higher'];
  return [
    `Each held-out score comes from a bank without ${percent(left)} of the parts. Leaving out as many again moved the scores of ${frames} frames by ` +
      `${size} spreads of all: by about so much held-out scores are ${way[0]} than those of new parts, and true rates a little ${way[1]} than stated.`,
  ];
}

function percent(share: number): string {
  return `${Number((share * 100).toPrecision(2))} %`;
}
