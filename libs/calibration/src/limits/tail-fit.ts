/**
 * A generalised Pareto distribution of excesses over a threshold: P(X > x) = (1 + shape x / scale)^(-1 / shape)
 * for x from 0, exp(-x / scale) at shape 0; with a negative shape it ends at -scale / shape.
 */
export interface GeneralisedPareto {
  readonly shape: number;
  readonly scale: number;
}

/**
 * Fits by the quasi-Bayesian estimator of Zhang and Stephens 2009 (Technometrics 51, 316), which always exists and is
 * about as efficient as maximum likelihood. At least five positive excesses.
 */
export function fitGeneralisedPareto(excesses: readonly number[]): GeneralisedPareto {
  const ascending = excesses.toSorted((a, b) => a - b);
  const n = ascending.length;
  const points = 30 + Math.floor(Math.sqrt(n));
  const quarter = ascending[Math.max(0, Math.floor(n / 4 + 0.5) - 1)]!;
  const thetas = Array.from(
    { length: points },
    (_, i) => 1 / ascending[n - 1]! + (1 - Math.sqrt(points / (i + 0.5))) / (3 * quarter),
  );
  const logs = thetas.map((theta) => profile(theta, ascending));
  const largest = Math.max(...logs);
  const weights = logs.map((log) => Math.exp(log - largest));
  const sum = weights.reduce((a, b) => a + b, 0);
  const theta = thetas.reduce((mean, t, i) => mean + (t * weights[i]!) / sum, 0);
  const shape = shapeAt(theta, ascending);
  return { shape, scale: -shape / theta };
}

/** Profile log-likelihood at theta = -shape / scale. */
function profile(theta: number, excesses: readonly number[]): number {
  const shape = shapeAt(theta, excesses);
  return excesses.length * (Math.log(-theta / shape) - shape - 1);
}

function shapeAt(theta: number, excesses: readonly number[]): number {
  return excesses.reduce((sum, x) => sum + Math.log1p(-theta * x), 0) / excesses.length;
}

/** Returns P(X > x). */
export function exceedance({ shape, scale }: GeneralisedPareto, x: number): number {
  if (x <= 0) return 1;
  if (Math.abs(shape) < 1e-9) return Math.exp(-x / scale);
  return Math.max(0, 1 + (shape * x) / scale) ** (-1 / shape);
}

/** Returns the x that a share `share` of the distribution lies over. */
export function tailQuantile({ shape, scale }: GeneralisedPareto, share: number): number {
  if (Math.abs(shape) < 1e-9) return -scale * Math.log(share);
  return (scale * Math.expm1(-shape * Math.log(share))) / shape;
}

/**
 * Returns anderson and Darling's statistic of excesses against a distribution fitted to them: weighs the tail. Its
 * p-value depends on the shape (Choulakian and Stephens 2001), so it is taken by simulation.
 */
export function andersonDarling(excesses: readonly number[], fit: GeneralisedPareto): number {
  const over = excesses.toSorted((a, b) => a - b).map((x) => clipped(exceedance(fit, x)));
  const n = over.length;
  const sum = over.reduce(
    (total, u, i) => total + (2 * i + 1) * (Math.log1p(-u) + Math.log(over[n - 1 - i]!)),
    0,
  );
  return -n - sum / n;
}

/** Off 0 and 1, where the logarithm ends. */
function clipped(share: number): number {
  return Math.min(1 - 1e-12, Math.max(1e-12, share));
}
