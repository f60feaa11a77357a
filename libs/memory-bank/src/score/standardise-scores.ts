import type { Fusion } from '#contracts';
import { quantile } from '#numbers';

/** Returns the median, and the 90 % quantile less the median; 1 where these are the same. */
export function standardOf(values: ArrayLike<number>): Fusion['first'] {
  const ascending = Float64Array.from(values).sort();
  const median = quantile(ascending, 0.5);
  const spread = quantile(ascending, 0.9) - median;
  return { median, spread: spread > 0 ? spread : 1 };
}
