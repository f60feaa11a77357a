import type { TensorRuntime } from '#tensors';
import { seededRandom } from '#numbers';
import type { Vectors } from '../vectors.js';
import { type MapWatch, report } from './map-progress.js';
import { nearestOthers } from './neighbours.js';
import { affinities, type Affinities } from './perplexity.js';
import { principalAxes } from './principal-axes.js';
import { TsneGradient } from './tsne-gradient.js';
import { refuseTooFew } from './umap.js';

export interface TsneOptions extends MapWatch {
  readonly seed: number;
  /** The number of neighbours that a point has in effect. */
  readonly perplexity?: number;
  readonly turns?: number;
}

/** The settings of scikit-learn: the first turns with affinities 12 times as large, cells of angle 0.5 as one point. */
const exaggeration = 12;
const exaggeratedTurns = 250;
const angle = 0.5;
const leastGain = 0.01;
/** The first axis begins this wide. */
const startDeviation = 1e-4;

export interface TsneMap {
  /** The places, `[n, 2]`. */
  readonly points: Float64Array;
  /** Kullback-Leibler divergence from the affinities, in nats. */
  readonly divergence: number;
}

/**
 * Makes a t-SNE of the vectors by Euclidean distance, begun at the principal components (van der Maaten, 2014; schedule
 * and rate as scikit-learn's). The same vectors and seed give the same map.
 * @throws TouchstoneError validation-failed with fewer than 4 vectors; the signal's reason when aborted.
 */
export async function tsne(
  runtime: TensorRuntime,
  vectors: Vectors,
  options: TsneOptions,
): Promise<TsneMap> {
  refuseTooFew(vectors.count);
  const { perplexity: asked = 30, turns = 1000 } = options;
  const perplexity = Math.min(asked, (vectors.count - 1) / 3);
  const near = await nearestOthers(runtime, vectors, Math.floor(3 * perplexity) + 1, options);
  const points = start(principalAxes(runtime, vectors), options.seed);
  const divergence = await descend(points, affinities(near, perplexity), turns, options);
  return { points, divergence };
}

/** Moves the points in place, by momentum and gains (Jacobs, 1988); returns the divergence at the end. */
export async function descend(
  points: Float64Array,
  pairs: Affinities,
  turns: number,
  watch: MapWatch = {},
): Promise<number> {
  const slope = new TsneGradient(pairs, angle);
  const rate = Math.max(50, points.length / 2 / exaggeration / 4);
  const speed = new Float64Array(points.length);
  const gains = new Float64Array(points.length).fill(1);
  for (let turn = 0; turn < turns; turn++) {
    const early = turn < exaggeratedTurns;
    // The second phase begins at rest, as in scikit-learn.
    if (turn === exaggeratedTurns) {
      speed.fill(0);
      gains.fill(1);
    }
    const gradient = slope.at(points, early ? exaggeration : 1);
    step(points, gradient, { speed, gains, rate, momentum: early ? 0.5 : 0.8 });
    await report(watch, { step: 'layout', done: turn + 1, of: turns });
  }
  return slope.divergence(points);
}

interface Motion {
  readonly speed: Float64Array;
  readonly gains: Float64Array;
  readonly rate: number;
  readonly momentum: number;
}

function step(points: Float64Array, gradient: Float64Array, motion: Motion): void {
  const { speed, gains, rate, momentum } = motion;
  for (let i = 0; i < points.length; i++) {
    const ahead = speed[i]! * gradient[i]! < 0;
    gains[i] = Math.max(leastGain, ahead ? gains[i]! + 0.2 : gains[i]! * 0.8);
    speed[i] = momentum * speed[i]! - rate * gains[i]! * gradient[i]!;
    points[i]! += speed[i]!;
  }
}

/** Points in one place could never part: a millionth of the start's width tells them apart. */
function start(axes: Float64Array, seed: number): Float64Array {
  const random = seededRandom(seed);
  let squares = 0;
  for (let i = 0; i < axes.length; i += 2) squares += axes[i]! ** 2;
  const deviation = Math.sqrt(squares / (axes.length / 2)) || 1;
  return axes.map((v) => startDeviation * (v / deviation + 1e-6 * (random() - 0.5)));
}
