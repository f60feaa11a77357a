import type { Certificate } from '#contracts';
import { partsFor } from './conformal-limit.js';

/** Rates that people ask for. */
export const usualRates: readonly number[] = [0.05, 0.02, 0.01, 0.005, 0.001];

/**
 * Returns how many more independent parts each rate needs before the data alone can promise it: 1 / rate - 1 in all.
 */
export function partsNeeded(rates: readonly number[], parts: number): Certificate['partsNeeded'] {
  return rates
    .toSorted((a, b) => b - a)
    .map((rate) => ({ rate, missing: Math.max(0, partsFor(rate) - parts) }));
}
