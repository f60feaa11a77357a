import { betaQuantile } from '../limits/binomial-tail.js';

/**
 * Returns the exact interval of a share of which `k` of `n` independent parts were counted: from the share at which so
 * many or more come with (1 - level) / 2 of chance, to the one at which so few or fewer do (Clopper and Pearson 1934).
 * Of no parts it is 0 to 1.
 */
export function exactInterval(k: number, n: number, level = 0.95): [number, number] {
  const outside = (1 - level) / 2;
  const low = k === 0 ? 0 : betaQuantile(n, k, outside);
  const high = k === n ? 1 : betaQuantile(n, k + 1, 1 - outside);
  return [low, high];
}
