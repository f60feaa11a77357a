import type { LimitPromise } from '#contracts';
import { binomialTail } from './binomial-tail.js';

/** The range of a count, from how many to how many, both included. */
export type CountRange = readonly [number, number];

/**
 * Returns the range of how many of `m` unseen exchangeable parts lie over the j-th largest of `n`: beta-binomial, with
 * P(k) = C(k + j - 1, k) C(m - k + n - j, m - k) / C(m + n, m) (the negative hypergeometric). The range leaves out at
 * most (1 - level) / 2 on either side.
 */
export function betaBinomialRange(n: number, j: number, m: number, level = 0.95): CountRange {
  const logs = logFactorials(n + m);
  const choose = (a: number, b: number) => logs[a]! - logs[b]! - logs[a - b]!;
  const chances = Array.from({ length: m + 1 }, (_, k) =>
    Math.exp(choose(k + j - 1, k) + choose(m - k + n - j, m - k) - choose(m + n, m)),
  );
  return centralRange(chances, level);
}

/**
 * Returns the range of false alarms among `unseen` good parts that a promise implies. For a fitted tail the true rate
 * is somewhere in its interval: from the low end of the binomial range at the interval's low end to the high end at its
 * high end, which is wider than 95 %.
 */
export function unseenRange(promise: LimitPromise, unseen: number, level = 0.95): CountRange {
  if (!promise.extrapolated) return betaBinomialRange(promise.parts, promise.j, unseen, level);
  const [low, high] = promise.interval95;
  const over = (1 - level) / 2;
  return [binomialQuantile(unseen, low, over), binomialQuantile(unseen, high, 1 - over)];
}

function centralRange(chances: readonly number[], level: number): CountRange {
  const outside = (1 - level) / 2 + 1e-12;
  let [low, high] = [0, chances.length - 1];
  for (let sum = chances[low]!; sum <= outside; sum += chances[low]!) low++;
  for (let sum = chances[high]!; sum <= outside; sum += chances[high]!) high--;
  return [low, high];
}

/** The least k with P(X <= k) of at least `share`. */
function binomialQuantile(n: number, x: number, share: number): number {
  let k = 0;
  while (k < n && 1 - binomialTail(n, k + 1, x) < share) k++;
  return k;
}

function logFactorials(n: number): Float64Array {
  const logs = new Float64Array(n + 1);
  for (let i = 2; i <= n; i++) logs[i] = logs[i - 1]! + Math.log(i);
  return logs;
}
