/**
 * Returns the adjusted Rand index of two clusterings (Hubert and Arabie, 1985): 1 for equal ones, 0 on average by
 * chance. Labels are compared by identity only.
 */
export function adjustedRandIndex(a: readonly unknown[], b: readonly unknown[]): number {
  const pairs = (counts: Iterable<number>) =>
    [...counts].reduce((sum, n) => sum + (n * (n - 1)) / 2, 0);
  const together = new Map<unknown, Map<unknown, number>>();
  a.forEach((one, i) => {
    const row = together.get(one) ?? new Map<unknown, number>();
    row.set(b[i], (row.get(b[i]) ?? 0) + 1);
    together.set(one, row);
  });
  const both = pairs([...together.values()].flatMap((row) => [...row.values()]));
  const [ofA, ofB] = [pairs(countsOf(a)), pairs(countsOf(b))];
  const expected = (ofA * ofB) / Math.max(1, (a.length * (a.length - 1)) / 2);
  const most = (ofA + ofB) / 2;
  return most === expected ? 1 : (both - expected) / (most - expected);
}

function countsOf(labels: readonly unknown[]): number[] {
  const counts = new Map<unknown, number>();
  for (const label of labels) counts.set(label, (counts.get(label) ?? 0) + 1);
  return [...counts.values()];
}
