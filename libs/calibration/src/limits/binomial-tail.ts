/**
 * Returns P(X >= j) of a binomial with n trials of chance x, which is also the distribution function at x of Beta(j, n
 * - j + 1) for whole j (DLMF 8.17.5). Summed in logarithms, j terms.
 */
export function binomialTail(n: number, j: number, x: number): number {
  if (x <= 0) return 0;
  if (x >= 1) return 1;
  let below = 0;
  let logChoices = 0;
  for (let i = 0; i < j; i++) {
    below += Math.exp(logChoices + i * Math.log(x) + (n - i) * Math.log1p(-x));
    logChoices += Math.log((n - i) / (i + 1));
  }
  return Math.max(0, 1 - below);
}

/** Returns the x at which the distribution function of Beta(j, n - j + 1) is `share`, by bisection to 1e-12. */
export function betaQuantile(n: number, j: number, share: number): number {
  let [low, high] = [0, 1];
  while (high - low > 1e-12) {
    const middle = (low + high) / 2;
    if (binomialTail(n, j, middle) < share) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}
