import { TouchstoneError } from '#contracts';
import type { TensorRuntime } from '#tensors';
import { seededRandom } from '#numbers';
import type { Vectors } from '../vectors.js';
import { type FuzzyGraph, fuzzyGraph } from './fuzzy-graph.js';
import type { MapWatch } from './map-progress.js';
import { nearestOthers } from './neighbours.js';
import { principalAxes } from './principal-axes.js';
import { layOut, type Pulls } from './umap-layout.js';

export interface UmapOptions extends MapWatch {
  readonly seed: number;
  /** Neighbours that a point is kept beside, the point itself counted, as in the reference. */
  readonly neighbours?: number;
  /** Turns of the optimiser; by default 500 up to 10,000 points, else 200. */
  readonly turns?: number;
}

const manyPoints = 10_000;

/**
 * Makes a UMAP of the vectors, `[n, 2]`, by Euclidean distance from exact neighbours, begun at the principal components
 * (McInnes, Healy, Melville: UMAP, 2018). The same vectors and seed give the same map.
 * @throws TouchstoneError validation-failed with fewer than 4 vectors; the signal's reason when aborted.
 */
export async function umap(
  runtime: TensorRuntime,
  vectors: Vectors,
  options: UmapOptions,
): Promise<Float64Array> {
  refuseTooFew(vectors.count);
  const { seed, neighbours = 15, turns = vectors.count > manyPoints ? 200 : 500 } = options;
  const near = await nearestOthers(runtime, vectors, neighbours - 1, options);
  const random = seededRandom(seed);
  const points = scattered(principalAxes(runtime, vectors), random);
  await layOut(points, pullsOf(fuzzyGraph(near), turns), turns, random, options);
  return points;
}

/** Refuses fewer vectors than a map needs. @throws TouchstoneError validation-failed */
export function refuseTooFew(count: number): void {
  if (count < 4)
    throw new TouchstoneError(
      'validation-failed',
      `A map needs at least 4 pictures; there are ${count}.`,
    );
}

/** Pairs weaker than one pull in all turns are left out. */
export function pullsOf({ heads, tails, weights }: FuzzyGraph, turns: number): Pulls {
  const strongest = weights.reduce((most, w) => Math.max(most, w), 0);
  const kept = Int32Array.from(weights.keys()).filter((e) => weights[e]! >= strongest / turns);
  return {
    heads: kept.map((e) => heads[e]!),
    tails: kept.map((e) => tails[e]!),
    everyTurns: Float64Array.from(kept, (e) => strongest / weights[e]!),
  };
}

/** Scaled to a largest coordinate of 10 with a little noise, then each axis to 0 .. 10, as in the reference. */
function scattered(axes: Float64Array, random: () => number): Float64Array {
  const largest = axes.reduce((most, v) => Math.max(most, Math.abs(v)), 0) || 1;
  const noisy = axes.map((v) => (10 * v) / largest + 1e-4 * normal(random));
  const [low, high] = [
    [Infinity, Infinity],
    [-Infinity, -Infinity],
  ];
  noisy.forEach((v, i) => {
    low[i % 2] = Math.min(low[i % 2]!, v);
    high[i % 2] = Math.max(high[i % 2]!, v);
  });
  return noisy.map((v, i) => (10 * (v - low[i % 2]!)) / (high[i % 2]! - low[i % 2]!));
}

/** Box and Muller, 1958. */
function normal(random: () => number): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}
