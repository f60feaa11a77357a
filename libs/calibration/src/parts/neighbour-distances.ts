/** Distances of every vector to its nearest others, and between any two. Euclidean, in the vectors' unit. */
export interface NeighbourDistances {
  /** The distance of vector i to its r-th nearest other, as `nearest[i][r - 1]`; ascending, `ranks` long. */
  readonly nearest: readonly Float32Array[];
  readonly between: (a: number, b: number) => number;
}

/** Looks at every pair once a side: n = 5,000 vectors of 128 numbers take a few seconds, n * ranks numbers are kept. */
export function neighbourDistances(
  vectors: readonly Float32Array[],
  ranks: number,
): NeighbourDistances {
  const between = (a: number, b: number) => distance(vectors[a]!, vectors[b]!);
  const row = new Float32Array(vectors.length);
  const nearest = vectors.map((_, i) => {
    for (let j = 0; j < vectors.length; j++) row[j] = i === j ? -1 : between(i, j);
    // The vector itself comes first.
    return row.toSorted().slice(1, ranks + 1);
  });
  return { nearest, between };
}

function distance(a: Float32Array, b: Float32Array): number {
  let squared = 0;
  for (let i = 0; i < a.length; i++) squared += (a[i]! - b[i]!) ** 2;
  return Math.sqrt(squared);
}
