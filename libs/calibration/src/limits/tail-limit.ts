import type { TailFit } from '#contracts';
import { conformalLimit, partsFor, type PromisedLimit } from './conformal-limit.js';
import { quantile, seededRandom } from '#numbers';
import {
  andersonDarling,
  exceedance,
  fitGeneralisedPareto,
  tailQuantile,
  type GeneralisedPareto,
} from './tail-fit.js';

/** Excesses that a tail is fitted to at least, and their share of all scores. */
const leastExcesses = 20;
const tailShare = 0.1;
/** The tail is no more than this share of the scores. */
const mostTailShare = 0.25;
/** A fit that is this unlikely or more so is not used. */
const poorFit = 0.05;
const replicates = 500;

/** A tail over the threshold, as it was fitted or as it might have been. */
interface Tail extends GeneralisedPareto {
  readonly threshold: number;
  /** Share of the parts that lie over the threshold. */
  readonly share: number;
  /** Largest score: no limit is below it. */
  readonly largest: number;
  readonly statistic: number;
}

/** A tail of a simulated sample. */
interface Simulated extends Tail {
  /** Share of the truth that lies over the sample's threshold. */
  readonly sampledShare: number;
}

/**
 * Returns a limit for a rate that is rarer than n scores can show: a generalised Pareto tail over the largest tenth of
 * them (peaks over threshold: Pickands 1975; Coles, An Introduction to Statistical Modeling of Extreme Values, 2001,
 * chapter 4). Never below the largest score, always `extrapolated` and `provisional`. The limit is such that its true
 * rate, averaged over 500 tails simulated from the fit and fitted again (parametric bootstrap, seeded), is the target.
 * `interval95` holds the central 95 % of these rates and of the rates that the simulated tails give this very limit:
 * either alone covers the truth in 78 to 98 % of cases on known tails, both together in 97 % and more.
 *
 * Falls back to the conformal limit (which is then the maximum), saying why: where the rate can be shown, where there
 * are fewer than 80 parts, and where Anderson and Darling's test finds the fit poor (p at most 5 %, by the same
 * simulation).
 */
export function tailLimit(scores: readonly number[], target: number, seed: number): PromisedLimit {
  const reason = withoutFit(scores.length, target);
  if (reason !== null) return fallenBack(scores, target, reason);
  const tail = fitTail(scores, tailSize(scores.length));
  if (tail === null)
    return fallenBack(scores, target, 'The largest scores are all equal: there is no tail to fit.');
  const might = simulated(tail, scores.length, seed);
  const worse = might.filter(({ statistic }) => statistic >= tail.statistic).length;
  const fit: TailFit = {
    threshold: tail.threshold,
    exceedances: tailSize(scores.length),
    shape: tail.shape,
    scale: tail.scale,
    statistic: tail.statistic,
    pValue: (worse + 1) / (replicates + 1),
  };
  if (fit.pValue <= poorFit) return fallenBack(scores, target, poorFitText(fit), fit);
  return extrapolated(tail, fit, might, target, scores.length);
}

function withoutFit(n: number, target: number): string | null {
  if (n >= partsFor(target))
    return `${n} parts can show a rate of ${percent(target)} by themselves, so no tail was fitted.`;
  if (tailSize(n) > mostTailShare * n)
    return `A tail needs ${leastExcesses / mostTailShare} parts and there are ${n}.`;
  return null;
}

function poorFitText({ statistic, pValue, exceedances }: TailFit): string {
  return (
    `The fitted tail does not describe the ${exceedances} largest scores ` +
    `(Anderson-Darling ${statistic.toFixed(2)}, p = ${pValue.toFixed(3)}), so it was not used.`
  );
}

function fallenBack(
  scores: readonly number[],
  target: number,
  fallback: string,
  tail: TailFit | null = null,
): PromisedLimit {
  const { limit, promise } = conformalLimit(scores, target);
  return { limit, promise: { ...promise, fallback, tail } };
}

/** The fitted tail as the certificate shows it, and what estimating it again might have given. */
function extrapolated(
  tail: Tail,
  fit: TailFit,
  might: readonly Simulated[],
  target: number,
  parts: number,
): PromisedLimit {
  const nominal = nominalRate(tail, might, target);
  const limit = limitOf(tail, nominal);
  const rates = trueRates(tail, might, nominal).sort((a, b) => a - b);
  const judged = might
    .map((other) => rateOver(other, limit - tail.threshold))
    .sort((a, b) => a - b);
  return {
    limit,
    promise: {
      target,
      method: 'peaks-over-threshold',
      j: 1,
      parts,
      expectedRate: mean(rates),
      interval95: [
        Math.min(quantile(rates, 0.025), quantile(judged, 0.025)),
        Math.max(quantile(rates, 0.975), quantile(judged, 0.975)),
      ],
      provisional: true,
      partsMissing: partsFor(target) - parts,
      extrapolated: true,
      tail: fit,
      fallback: null,
      widened: null,
    },
  };
}

/** The rate to ask of a fitted tail so that the true one is `target` on average, by bisection of its logarithm. */
function nominalRate(tail: Tail, might: readonly Tail[], target: number): number {
  let [low, high] = [Math.log(target) - 7, Math.log(target) + 1];
  for (let step = 0; step < 40; step++) {
    const middle = (low + high) / 2;
    if (mean(trueRates(tail, might, Math.exp(middle))) > target) high = middle;
    else low = middle;
  }
  return Math.exp(low);
}

/** If `tail` is the truth: the rates over the limits that the tails fitted to its samples give. */
function trueRates(tail: Tail, might: readonly Tail[], nominal: number): number[] {
  return might.map((fit) => tail.share * exceedance(tail, limitOf(fit, nominal) - tail.threshold));
}

/** The rate that a simulated tail gives a limit at `above` the fitted threshold, over which its own sample's share lay. */
function rateOver(other: Simulated, above: number): number {
  return other.sampledShare * exceedance(other, above);
}

function limitOf(tail: Tail, rate: number): number {
  const share = Math.min(1, rate / tail.share);
  return Math.max(tail.largest, tail.threshold + tailQuantile(tail, share));
}

function tailSize(n: number): number {
  return Math.max(leastExcesses, Math.round(tailShare * n));
}

/** The threshold is the largest score that is not in the tail; null when most of the tail lies on it. */
function fitTail(scores: readonly number[], size: number): Tail | null {
  const descending = scores.toSorted((a, b) => b - a);
  const threshold = descending[size]!;
  const excesses = descending.slice(0, size).map((score) => score - threshold);
  const positive = excesses.filter((excess) => excess > 0);
  if (positive.length < size / 2) return null;
  return tailOf(threshold, positive, (size + 1) / (scores.length + 1));
}

function tailOf(threshold: number, excesses: readonly number[], share: number): Tail {
  const fit = fitGeneralisedPareto(excesses);
  const statistic = andersonDarling(excesses, fit);
  return { ...fit, threshold, share, largest: threshold + Math.max(...excesses), statistic };
}

/**
 * Tails fitted to samples of the fitted one, as large as its own. The threshold varies with the sample: the share over
 * the (m + 1)-th largest of n is Beta(m + 1, n - m) distributed, and what lies over it is again a generalised Pareto.
 */
function simulated(tail: Tail, n: number, seed: number): Simulated[] {
  const random = seededRandom(seed);
  const size = tailSize(n);
  return Array.from({ length: replicates }, () => {
    const share = betaWhole(size + 1, n - size, random);
    const above = tailQuantile(tail, share / tail.share);
    const over = { shape: tail.shape, scale: tail.scale + tail.shape * above };
    const excesses = Array.from({ length: size }, () => tailQuantile(over, 1 - random()));
    const found = tailOf(tail.threshold + above, excesses, tail.share);
    return { ...found, sampledShare: share };
  });
}

/** A Beta(a, b) number from two Gamma ones, these by Wilson and Hilferty 1931; a and b of twenty or more. */
function betaWhole(a: number, b: number, random: () => number): number {
  const [x, y] = [gamma(a, random), gamma(b, random)];
  return x / (x + y);
}

function gamma(shape: number, random: () => number): number {
  const normal = Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  return shape * (1 - 1 / (9 * shape) + normal / (3 * Math.sqrt(shape))) ** 3;
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function percent(share: number): string {
  return `${Number((share * 100).toPrecision(2))} %`;
}
