import { quantile } from './quantile.js';

/** Interquartile range of a normal distribution with deviation 1. */
const normalRange = 1.349;

/**
 * Returns a positive measure of how far ascending scores lie apart, in their own unit: the interquartile range as a
 * deviation, since one odd normal must not flatten everybody's display score. Where the middle half is all one value it
 * is a thousandth of that value.
 */
export function spread(ascending: readonly number[]): number {
  const range = (quantile(ascending, 0.75) - quantile(ascending, 0.25)) / normalRange;
  const value = Math.abs(quantile(ascending, 0.5));
  return Math.max(range, value / 1000, Number.MIN_VALUE * 2 ** 60);
}
