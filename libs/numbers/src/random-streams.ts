import { seededRandom } from './seeded-random.js';

/** A stream of numbers that depends on its seed alone. */
export interface Random {
  /** Draws a number, uniform in [0, 1). */
  uniform(): number;
  /** Draws a number, uniform in [low, high). */
  between(low: number, high: number): number;
  /** Draws a whole number in [0, count). */
  below(count: number): number;
  /** Draws a normal number with mean 0 and deviation 1 (Box-Muller). */
  normal(): number;
}

/**
 * Returns a stream for one purpose: the same parts give the same stream in every process, so a step can be repeated
 * without replaying the steps before it. Parts are whole numbers of at most 32 bits. Source: mulberry32 (T. Ettinger)
 * seeded by murmur3's finaliser over the parts.
 */
export function randomOf(...parts: number[]): Random {
  const next = seededRandom(parts.reduce(mix, 0x9e3779b9));
  const between = (low: number, high: number): number => low + (high - low) * next();
  return {
    uniform: next,
    between,
    below: (count) => Math.floor(next() * count),
    normal: () => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next()),
  };
}

/** Returns the numbers 0 to count - 1 in random order (Fisher-Yates). */
export function shuffled(count: number, random: Random): Uint32Array {
  const order = Uint32Array.from({ length: count }, (_, index) => index);
  for (let last = count - 1; last > 0; last--) {
    const other = random.below(last + 1);
    const kept = order[last] ?? 0;
    order[last] = order[other] ?? 0;
    order[other] = kept;
  }
  return order;
}

function mix(state: number, part: number): number {
  let hash = Math.imul(state ^ part, 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) + 0x9e3779b9;
}
