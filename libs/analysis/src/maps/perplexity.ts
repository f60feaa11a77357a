import type { Neighbours } from './neighbours.js';
import { symmetric } from './symmetric.js';

/** Joint probabilities of pairs, each way; `offsets[i]` to `offsets[i + 1]` are those of point i. */
export interface Affinities {
  readonly offsets: Int32Array;
  readonly others: Int32Array;
  /** The shares, which add up to 1. */
  readonly shares: Float64Array;
}

const tolerance = 1e-5;
const mostTurns = 100;

/**
 * Returns symmetric affinities over the neighbours: each point's Gaussian is as wide as gives the perplexity (van der
 * Maaten: Accelerating t-SNE using tree-based algorithms, 2014, section 4.1).
 */
export function affinities(neighbours: Neighbours, perplexity: number): Affinities {
  const { count, k, distances } = neighbours;
  const said = new Float64Array(count * k);
  for (let i = 0; i < count; i++)
    said.set(conditional(distances.subarray(i * k, (i + 1) * k), perplexity), i * k);
  const { offsets, others, values } = symmetric(neighbours, said, (a, b) => (a + b) / (2 * count));
  return { offsets, others, shares: values };
}

/** Returns the shares of one point's neighbours, adding up to 1, whose entropy is the logarithm of the perplexity. */
export function conditional(distances: Float64Array, perplexity: number): Float64Array {
  const nearest = distances[0]! ** 2;
  const squares = distances.map((d) => d * d - nearest);
  let [low, high, precision] = [0, Infinity, 1];
  let shares = new Float64Array(distances.length);
  for (let turn = 0; turn < mostTurns; turn++) {
    shares = squares.map((d) => Math.exp(-d * precision));
    const sum = shares.reduce((all, share) => all + share, 0);
    const spread = shares.reduce((all, share, j) => all + share * squares[j]!, 0) / sum;
    shares = shares.map((share) => share / sum);
    const excess = Math.log(sum) + precision * spread - Math.log(perplexity);
    if (Math.abs(excess) <= tolerance) break;
    if (excess > 0) low = precision;
    else high = precision;
    precision = high === Infinity ? 2 * precision : (low + high) / 2;
  }
  return shares;
}
