/** The marks of one size: how many were tried, and found. */
export interface HitsOfSize {
  readonly size: number;
  readonly found: number;
  readonly tried: number;
}

/** Sizes that are found half of the time, nine times in ten, and nine times in ten at 95 %; null: over the largest tried. */
export interface HitMissFit {
  readonly a50: number | null;
  readonly a90: number | null;
  readonly a9095: number | null;
}

/** The log odds of nine in ten. */
const logOdds90 = Math.log(9);
/** Half of the 0.90 quantile of chi square with one degree: how much a profile may lie under its top, at 95 % on one side. */
const profileDrop = 2.705543454095404 / 2;
/** The slopes of the log odds over the logarithm of size that are tried: from hardly rising to a step. */
const slopes = { from: Math.log(0.05), to: Math.log(200) };
/** The sizes beyond those tried, as a factor, in which the fit looks. */
const beyond = 64;

/**
 * Fits the probability of detection to hits and misses as MIL-HDBK-1823A (2009, appendix G) states it: log odds linear in
 * the logarithm of size, by maximum likelihood. a90/95 is the upper end of the confidence bound by the likelihood ratio, as there (Cheng and Iles 1983): the largest size whose profile likelihood as the true a90 is within the 95 % drop of the top.
 * It needs no separation of hits and misses: where all are found, a90 is the smallest size tried. The rate of
 * false calls is not modelled: it raises the small sizes. @throws Error without a size.
 */
export function hitMissFit(points: readonly HitsOfSize[]): HitMissFit {
  const sizes = points.map(({ size }) => size);
  const [least, most] = [Math.log(Math.min(...sizes)), Math.log(Math.max(...sizes))];
  if (!Number.isFinite(least)) throw new Error('a fit needs at least one size');
  const profile = (a: number) => profileAt(points, a);
  const a90 = topOf((a) => profile(a).top, least - Math.log(beyond), most + Math.log(beyond), 240);
  const top = profile(a90);
  const upper = lastOver((a) => profile(a).top, top.top - profileDrop, a90, most);
  const within = (a: number | null) =>
    a === null || a > most ? null : Math.exp(Math.max(a, least));
  return { a50: within(a90 - logOdds90 / top.slope), a90: within(a90), a9095: within(upper) };
}

/** Returns the largest log likelihood over the slope where the size of logarithm `a` is found nine times in ten. */
function profileAt(points: readonly HitsOfSize[], a: number): { top: number; slope: number } {
  const of = (logSlope: number) => logLikelihood(points, a, Math.exp(logSlope));
  const best = topOf(of, slopes.from, slopes.to, 24);
  return { top: of(best), slope: Math.exp(best) };
}

function logLikelihood(points: readonly HitsOfSize[], a: number, slope: number): number {
  let sum = 0;
  for (const { size, found, tried } of points) {
    const odds = logOdds90 + slope * (Math.log(size) - a);
    sum += found * logChance(odds) + (tried - found) * logChance(-odds);
  }
  return sum;
}

/** Returns the logarithm of the chance of these log odds, without overflow. */
function logChance(odds: number): number {
  return odds > 0 ? -Math.log1p(Math.exp(-odds)) : odds - Math.log1p(Math.exp(odds));
}

/** Returns where a function of one top is highest: the best of so many steps, then golden section around it. */
function topOf(of: (x: number) => number, from: number, to: number, steps: number): number {
  const step = (to - from) / steps;
  let best = 0;
  let highest = -Infinity;
  for (let i = 0; i <= steps; i++) {
    const value = of(from + i * step);
    if (value > highest + 1e-12) [highest, best] = [value, i];
  }
  let [low, high] = [
    Math.max(from, from + (best - 1) * step),
    Math.min(to, from + (best + 1) * step),
  ];
  const golden = (Math.sqrt(5) - 1) / 2;
  for (let i = 0; i < 30; i++) {
    const [one, other] = [high - golden * (high - low), low + golden * (high - low)];
    if (of(one) >= of(other)) high = other;
    else low = one;
  }
  return (low + high) / 2;
}

/** Returns the last x between the top and `to` at which the function is over the level; null where it still is at `to`. */
function lastOver(
  of: (x: number) => number,
  level: number,
  top: number,
  to: number,
): number | null {
  if (top >= to || of(to) >= level) return null;
  let [low, high] = [top, to];
  for (let i = 0; i < 30; i++) {
    const middle = (low + high) / 2;
    if (of(middle) >= level) low = middle;
    else high = middle;
  }
  return high;
}
