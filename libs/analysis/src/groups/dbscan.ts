import { squaredDistance, type Vectors, vectorAt } from '../vectors.js';

/** The cluster number of a vector that is in no cluster. */
export const noise = -1;

export interface DbscanOptions {
  /** Euclidean distance within which vectors are neighbours. */
  readonly distance: number;
  /** The number of neighbours, itself included, that make a vector the core of a cluster. */
  readonly least: number;
}

/**
 * Clusters by DBSCAN (Ester et al., KDD 1996): clusters are core vectors joined by neighbourhood, with their borders; a
 * border vector goes to the cluster found first, as in scikit-learn. Returns each vector's cluster, `noise` for none.
 */
export function dbscan(vectors: Vectors, { distance, least }: DbscanOptions): number[] {
  const near = neighboursWithin(vectors, distance);
  const clusters = new Array<number>(vectors.count).fill(noise);
  let cluster = 0;
  for (let i = 0; i < vectors.count; i++) {
    if (clusters[i] !== noise || near[i]!.length < least) continue;
    spread(i, cluster++, near, clusters, least);
  }
  return clusters;
}

function spread(
  from: number,
  cluster: number,
  near: readonly number[][],
  clusters: number[],
  least: number,
): void {
  const waiting = [from];
  for (let i = waiting.pop(); i !== undefined; i = waiting.pop()) {
    if (clusters[i] !== noise) continue;
    clusters[i] = cluster;
    if (near[i]!.length >= least) waiting.push(...near[i]!.filter((j) => clusters[j] === noise));
  }
}

/**
 * Returns a distance for `dbscan` from the data: the knee of the sorted distances to the `least`-th neighbour, where
 * they lie farthest below the chord from the smallest to the largest (Satopaa et al., 2011).
 */
export function kneeDistance(vectors: Vectors, least: number): number {
  const distances = Array.from({ length: vectors.count }, (_, i) => {
    const x = vectorAt(vectors, i);
    const all = Array.from({ length: vectors.count }, (_, j) =>
      squaredDistance(x, vectorAt(vectors, j)),
    );
    return Math.sqrt(all.sort((a, b) => a - b)[Math.min(least - 1, all.length - 1)]!);
  }).sort((a, b) => a - b);
  const [first, last] = [distances[0]!, distances.at(-1)!];
  const below = (i: number) =>
    first + ((last - first) * i) / Math.max(1, distances.length - 1) - distances[i]!;
  let knee = 0;
  for (let i = 1; i < distances.length; i++) if (below(i) > below(knee)) knee = i;
  return distances[knee]!;
}

function neighboursWithin(vectors: Vectors, distance: number): number[][] {
  const squared = distance * distance;
  const near: number[][] = Array.from({ length: vectors.count }, (_, i) => [i]);
  for (let i = 0; i < vectors.count; i++)
    for (let j = i + 1; j < vectors.count; j++)
      if (squaredDistance(vectorAt(vectors, i), vectorAt(vectors, j)) <= squared) {
        near[i]!.push(j);
        near[j]!.push(i);
      }
  return near;
}
