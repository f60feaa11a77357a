import type { Neighbours } from './neighbours.js';

/** How strongly points belong together, 0 to 1: one entry each way for every pair. */
export interface FuzzyGraph {
  readonly heads: Int32Array;
  readonly tails: Int32Array;
  readonly weights: Float64Array;
}

const tolerance = 1e-5;
const leastScale = 1e-3;
const mostTurns = 64;

/**
 * How strongly each point belongs to its neighbours, `[count, k]`: exp(-(d - rho) / sigma), rho the distance to
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

/** The fuzzy union of what both ends of a pair say: a + b - a b. Ordered by head, then tail. */
export function fuzzyGraph(neighbours: Neighbours): FuzzyGraph {
  const { count, k, places } = neighbours;
  const strengths = memberships(neighbours);
  const said = Array.from({ length: count }, () => new Map<number, number>());
  for (let e = 0; e < places.length; e++) {
    const [i, j] = [Math.floor(e / k), places[e]!];
    said[i]!.set(j, union(said[i]!.get(j) ?? 0, strengths[e]!));
    said[j]!.set(i, union(said[j]!.get(i) ?? 0, strengths[e]!));
  }
  return flattened(said);
}

function union(a: number, b: number): number {
  return a + b - a * b;
}

function flattened(said: readonly Map<number, number>[]): FuzzyGraph {
  const edges = said.reduce((sum, { size }) => sum + size, 0);
  const heads = new Int32Array(edges);
  const tails = new Int32Array(edges);
  const weights = new Float64Array(edges);
  let at = 0;
  said.forEach((others, head) => {
    for (const [tail, weight] of [...others].sort((a, b) => a[0] - b[0])) {
      heads[at] = head;
      tails[at] = tail;
      weights[at++] = weight;
    }
  });
  return { heads, tails, weights };
}

function mean(values: Float64Array): number {
  return values.length === 0 ? 0 : values.reduce((sum, v) => sum + v, 0) / values.length;
}
