/**
 * Returns groups of places whose mean distance is within reach: average linkage (Sokal and Michener 1958), nearest
 * groups joined first, until the nearest two are farther apart than the mean of their members' `reach`. The order of
 * the places does not matter, but for equal distances. Only places with someone in mutual reach are looked at.
 */
export function averageLinkage(
  count: number,
  between: (a: number, b: number) => number,
  reach: readonly number[],
): number[][] {
  const groups: number[][] = [];
  for (const component of components(count, between, reach))
    if (component.length > 1) groups.push(...joined(component, between, reach));
  return groups.filter((group) => group.length > 1);
}

/** Places connected by pairs in mutual reach. */
function components(
  count: number,
  between: (a: number, b: number) => number,
  reach: readonly number[],
): number[][] {
  const left = new Set(Array.from({ length: count }, (_, i) => i));
  const found: number[][] = [];
  for (const start of left) {
    left.delete(start);
    const component = [start];
    for (const place of component)
      for (const other of left)
        if (between(place, other) <= Math.min(reach[place]!, reach[other]!)) {
          left.delete(other);
          component.push(other);
        }
    found.push(component);
  }
  return found;
}

/** Joins the nearest two groups of a component for as long as they are within reach. */
function joined(
  component: readonly number[],
  between: (a: number, b: number) => number,
  reach: readonly number[],
): number[][] {
  const groups = component.map((place) => [place]);
  const table = component.map((a) => Float64Array.from(component, (b) => between(a, b)));
  const alive = new Set(groups.keys());
  for (;;) {
    const pair = nearestPair(alive, table);
    if (!pair || pair.distance > Math.min(meanOf(groups[pair.a]!, reach), meanOf(groups[pair.b]!, reach))) break; // prettier-ignore
    const [n, m] = [groups[pair.a]!.length, groups[pair.b]!.length];
    for (const other of alive) {
      const mean = (n * table[pair.a]![other]! + m * table[pair.b]![other]!) / (n + m);
      table[pair.a]![other] = table[other]![pair.a] = mean;
    }
    groups[pair.a]!.push(...groups[pair.b]!);
    alive.delete(pair.b);
  }
  return [...alive].map((group) => groups[group]!);
}

function nearestPair(alive: ReadonlySet<number>, table: readonly Float64Array[]) {
  let best: { a: number; b: number; distance: number } | undefined;
  for (const a of alive)
    for (const b of alive)
      if (a < b && (best === undefined || table[a]![b]! < best.distance))
        best = { a, b, distance: table[a]![b]! };
  return best;
}

function meanOf(places: readonly number[], values: readonly number[]): number {
  return places.reduce((sum, place) => sum + values[place]!, 0) / places.length;
}
