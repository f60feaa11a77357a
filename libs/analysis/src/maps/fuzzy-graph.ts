import type { Neighbours } from './neighbours.js';
import { symmetric } from './symmetric.js';

/** A graph of how strongly points belong together, 0 to 1: one entry each way for every pair. */
export interface FuzzyGraph {
  readonly heads: Int32Array;
  readonly tails: Int32Array;
  readonly weights: Float64Array;
}

const tolerance = 1e-5;
const leastScale = 1e-3;
const mostTurns = 64;

/**
 * Returns how strongly each point belongs to its neighbours, `[count, k]`: exp(-(d - rho) / sigma), rho the distance to
 * its nearest neighbour elsewhere, sigma so that the sum is log2(k + 1) (McInnes, Healy, Melville: UMAP, 2018,
 * algorithm 3; the reference counts the point itself among its k + 1 neighbours).
 */
export function memberships({ count, k, distances }: Neighbours): Float64Array {
  const strengths = new Float64Array(count * k);
  const everywhere = mean(distances) * (k / (k + 1));
  for (let i = 0; i < count; i++) {
    const own = distances.subarray(i * k, (i + 1) * k);
    const rho = own.find((d) => d > 0) ?? 0;
    const sigma = Math.max(
      scaleOf(own, rho),
      leastScale * (rho > 0 ? mean(own) * (k / (k + 1)) : everywhere),
    );
    for (let j = 0; j < k; j++)
      strengths[i * k + j] = own[j]! <= rho ? 1 : Math.exp(-(own[j]! - rho) / sigma);
  }
  return strengths;
}

function scaleOf(distances: Float64Array, rho: number): number {
  const target = Math.log2(distances.length + 1);
  let [low, high, scale] = [0, Infinity, 1];
  for (let turn = 0; turn < mostTurns; turn++) {
    let sum = 0;
    for (const d of distances) sum += d > rho ? Math.exp(-((d - rho) / scale)) : 1;
    if (Math.abs(sum - target) < tolerance) break;
    if (sum > target) high = scale;
    else low = scale;
    scale = high === Infinity ? 2 * scale : (low + high) / 2;
  }
  return scale;
}

/** Returns the fuzzy union of what both ends of a pair say: a + b - a b. Ordered by head, then tail. */
export function fuzzyGraph(neighbours: Neighbours): FuzzyGraph {
  const pairs = symmetric(neighbours, memberships(neighbours), (a, b) => a + b - a * b);
  const heads = new Int32Array(pairs.others.length);
  for (let i = 0; i < neighbours.count; i++) heads.fill(i, pairs.offsets[i], pairs.offsets[i + 1]);
  return { heads, tails: pairs.others, weights: pairs.values };
}

function mean(values: Float64Array): number {
  return values.length === 0 ? 0 : values.reduce((sum, v) => sum + v, 0) / values.length;
}
