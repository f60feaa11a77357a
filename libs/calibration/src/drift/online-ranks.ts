/** Values seen so far, ascending. */
export type Sorted = readonly number[];

/** Beyond it nothing is added: the next p-values are taken against these. */
export const mostRanked = 10_000;

/**
 * The share of the values seen so far, and this one, that are at least as large, ties broken by `random`: uniform on [0,
 * 1] and independent of the p-values before, whatever the distribution, as long as the values are exchangeable (Vovk
 * et al. 2005, proposition 2.8). Small for a value that is large among its predecessors.
 */
export function onlinePValue(sorted: Sorted, value: number, random: number): number {
  const below = countBelow(sorted, value);
  const upTo = countUpTo(sorted, value);
  const larger = sorted.length - upTo;
  const equal = upTo - below + 1;
  return Math.max((larger + random * equal) / (sorted.length + 1), Number.MIN_VALUE);
}

/** The values with this one among them. */
export function withValue(sorted: Sorted, value: number): Sorted {
  if (sorted.length >= mostRanked) return sorted;
  return sorted.toSpliced(countUpTo(sorted, value), 0, value);
}

function countBelow(sorted: Sorted, value: number): number {
  return search(sorted, (other) => other < value);
}

function countUpTo(sorted: Sorted, value: number): number {
  return search(sorted, (other) => other <= value);
}

/** How many at the start fulfil what all before them fulfil. */
function search(sorted: Sorted, holds: (value: number) => boolean): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (holds(sorted[middle]!)) low = middle + 1;
    else high = middle;
  }
  return low;
}
