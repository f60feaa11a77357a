import { kmeans } from 'ml-kmeans';
import { seededRandom } from '#numbers';
import { silhouette } from './silhouette.js';
import { squaredDistance, type Vectors, vectorAt } from '../vectors.js';

export interface KMeans {
  readonly k: number;
  /** Cluster of each vector, 0 to k - 1. */
  readonly clusters: readonly number[];
  readonly centres: readonly (readonly number[])[];
  /** Mean silhouette, -1 to 1: how much nearer vectors lie to their own cluster than to the next. */
  readonly silhouette: number;
}

export interface KMeansOptions {
  readonly seed?: number;
  /** Starts with other first centres; the one with the least squared distances is taken. */
  readonly starts?: number;
}

const mostRounds = 200;

/** Groups by k-means (Lloyd's rounds, k-means++ starts, both ml-kmeans') with `k` given. */
export function kMeans(vectors: Vectors, k: number, options: KMeansOptions = {}): KMeans {
  const rows = Array.from({ length: vectors.count }, (_, i) => Array.from(vectorAt(vectors, i)));
  const random = seededRandom(options.seed ?? 1);
  let best: { clusters: number[]; centroids: number[][]; error: number } | undefined;
  for (let start = 0; start < (options.starts ?? 10); start++) {
    const seed = Math.floor(random() * 2 ** 31);
    const { clusters, centroids } = kmeans(rows, k, { seed, initialization: 'kmeans++', maxIterations: mostRounds }); // prettier-ignore
    const error = rows.reduce(
      (sum, row, i) => sum + squaredDistance(row, centroids[clusters[i]!]!),
      0,
    );
    if (best === undefined || error < best.error) best = { clusters, centroids, error };
  }
  const { clusters, centroids } = best!;
  return { k, clusters, centres: centroids, silhouette: silhouette(vectors, clusters) };
}

/**
 * Groups by k-means with the k, from 2 to `most`, whose mean silhouette is largest (Rousseeuw 1987): the stated
 * criterion for a number of groups that nobody gave.
 */
export function chooseKMeans(vectors: Vectors, most: number, options: KMeansOptions = {}): KMeans {
  const largest = Math.min(most, vectors.count - 1);
  let best: KMeans | undefined;
  for (let k = 2; k <= largest; k++) {
    const found = kMeans(vectors, k, options);
    if (best === undefined || found.silhouette > best.silhouette) best = found;
  }
  return best ?? kMeans(vectors, 1, options);
}
