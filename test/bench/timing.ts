/**
 * Times each of `ways` in milliseconds, turn by turn, after two turns that do not count: what else the machine
 * does meets all of them alike, so their ratios hold where their times do not.
 */
export function interleaved<Name extends string>(
  turns: number,
  ways: Record<Name, () => void>,
): Record<Name, number[]> {
  const names = Object.keys(ways) as Name[];
  const times = Object.fromEntries(names.map((name) => [name, []])) as unknown as Record<
    Name,
    number[]
  >;
  for (let turn = -2; turn < turns; turn++)
    for (const name of names) {
      const start = performance.now();
      ways[name]();
      if (turn >= 0) times[name].push(performance.now() - start);
    }
  return times;
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? NaN;
}

/** Rounds to three significant digits. */
export function rounded(value: number): number {
  return Number(value.toPrecision(3));
}
