import { mean } from '../kinds/figures.js';

/** A figure over several seeds. */
export interface Spread {
  readonly mean: number;
  /** The sample standard deviation; null of one seed. */
  readonly deviation: number | null;
}

/** Returns the mean and the deviation of one value at least; one value alone has no deviation. */
export function spreadOf(values: readonly number[]): Spread {
  const centre = mean(values);
  if (values.length < 2) return { mean: centre, deviation: null };
  const squares = values.reduce((sum, value) => sum + (value - centre) ** 2, 0);
  return { mean: centre, deviation: Math.sqrt(squares / (values.length - 1)) };
}

/**
 * Tells whether `better` is shown to lie above `worse`, seed by seed on the same images: the mean difference is larger
 * than the differences' own standard deviation. Never with one seed.
 */
export function isShown(better: readonly number[], worse: readonly number[]): boolean {
  const { mean: difference, deviation } = spreadOf(better.map((value, i) => value - worse[i]!));
  return deviation !== null && difference > deviation;
}
