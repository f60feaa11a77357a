import { seededShuffle } from '#numbers';

export interface Halves<T> {
  readonly learn: readonly T[];
  readonly unseen: readonly T[];
}

/**
 * Returns the halves of a split: a random half of the parts to learn from, the others unseen. Splits come in twos, the
 * second with the halves of the first exchanged: what one half's limit is too high by, the other's is too low by, so
 * the mean rate over an even number of splits is far less a matter of chance.
 */
export function halvesOf<T>(parts: readonly T[], seed: number, split: number): Halves<T> {
  // Mixed by Knuth's multiplier, so that neighbouring numbers do not give related shuffles.
  const pair = Math.imul(seed + 1, 2_654_435_761) ^ Math.imul((split >> 1) + 1, 40_503);
  const shuffled = seededShuffle(parts, pair);
  const middle = Math.floor(parts.length / 2);
  const [first, second] = [shuffled.slice(0, middle), shuffled.slice(middle)];
  return split % 2 === 0 ? { learn: first, unseen: second } : { learn: second, unseen: first };
}
