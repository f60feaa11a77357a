import { squaredDistance, type Vectors, vectorAt } from '../vectors.js';

/**
 * Returns the mean silhouette of a clustering (Rousseeuw, 1987): (b - a) / max(a, b) with `a` a vector's mean distance
 * to its own cluster and `b` to the nearest other one; 0 for a vector alone in its cluster, and with one cluster.
 */
export function silhouette(vectors: Vectors, clusters: readonly number[]): number {
  const sizes = new Map<number, number>();
  for (const cluster of clusters) sizes.set(cluster, (sizes.get(cluster) ?? 0) + 1);
  if (sizes.size < 2) return 0;
  let sum = 0;
  for (let i = 0; i < vectors.count; i++) sum += silhouetteAt(vectors, clusters, sizes, i);
  return sum / vectors.count;
}

function silhouetteAt(
  vectors: Vectors,
  clusters: readonly number[],
  sizes: ReadonlyMap<number, number>,
  i: number,
): number {
  const own = clusters[i]!;
  if (sizes.get(own) === 1) return 0;
  const sums = new Map<number, number>();
  const x = vectorAt(vectors, i);
  for (let j = 0; j < vectors.count; j++) {
    const distance = Math.sqrt(squaredDistance(x, vectorAt(vectors, j)));
    sums.set(clusters[j]!, (sums.get(clusters[j]!) ?? 0) + distance);
  }
  const within = sums.get(own)! / (sizes.get(own)! - 1);
  let between = Infinity;
  for (const [cluster, total] of sums)
    if (cluster !== own) between = Math.min(between, total / sizes.get(cluster)!);
  return (between - within) / Math.max(within, between);
}
