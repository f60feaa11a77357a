import { balancedWeights, type LinearClassifier } from './logistic-regression.js';
import { seededRandom, shuffledPlaces } from '#numbers';
import { dot, type Vectors, vectorAt } from '../vectors.js';

export interface SvmOptions {
  /** Weight of the squared hinge loss against the penalty. */
  readonly c: number;
  readonly seed?: number;
}

/** Rounds over all examples at most; far fewer are needed for separable classes. */
const mostRounds = 1000;
const tolerance = 1e-4;

/**
 * Fits linear support vector machines, one class against the rest, with squared hinge loss and balanced classes: each
 * minimises `|(w, b)|^2 / 2 + c * sum_i w(y_i) max(0, 1 - y_i (w x_i + b))^2` by dual coordinate descent (Hsieh et al.,
 * ICML 2008, algorithm 1; what scikit-learn's LinearSVC runs, intercept penalised likewise).
 */
export function fitSvm(
  vectors: Vectors,
  labels: readonly number[],
  classes: number,
  { c, seed = 1 }: SvmOptions,
): LinearClassifier {
  const { dimensions } = vectors;
  const weights = new Float64Array(classes * (dimensions + 1));
  for (let k = 0; k < classes; k++) {
    const signs = labels.map((label) => (label === k ? 1 : -1));
    const [rest, own] = balancedWeights(
      signs.map((s) => (s > 0 ? 1 : 0)),
      2,
    );
    const upper = signs.map((s) => c * (s > 0 ? own! : rest!));
    weights.set(oneAgainstRest(vectors, signs, upper, seed), k * (dimensions + 1));
  }
  return { classes, dimensions, weights };
}

function oneAgainstRest(
  vectors: Vectors,
  signs: readonly number[],
  costs: readonly number[],
  seed: number,
): Float64Array {
  const random = seededRandom(seed);
  const w = new Float64Array(vectors.dimensions + 1);
  const alphas = new Float64Array(vectors.count);
  for (let round = 0; round < mostRounds; round++) {
    let worst = 0;
    for (const i of shuffledPlaces(vectors.count, random))
      worst = Math.max(worst, descend(vectors, signs, costs, w, alphas, i));
    if (worst < tolerance) break;
  }
  return w;
}

/** Moves one dual variable to its best value; returns how far it was from being there. */
function descend(
  vectors: Vectors,
  signs: readonly number[],
  costs: readonly number[],
  w: Float64Array,
  alphas: Float64Array,
  i: number,
): number {
  const x = vectorAt(vectors, i);
  const [y, alpha] = [signs[i]!, alphas[i]!];
  const diagonal = 1 / (2 * costs[i]!);
  const bias = w[x.length]!;
  const gradient = y * (dotPart(w, x) + bias) - 1 + diagonal * alpha;
  const projected = alpha === 0 ? Math.min(gradient, 0) : gradient;
  if (projected === 0) return 0;
  const next = Math.max(alpha - gradient / (dot(x, x) + 1 + diagonal), 0);
  const move = (next - alpha) * y;
  for (let d = 0; d < x.length; d++) w[d]! += move * x[d]!;
  w[x.length]! += move;
  alphas[i] = next;
  return Math.abs(projected);
}

function dotPart(w: Float64Array, x: Float32Array): number {
  let sum = 0;
  for (let d = 0; d < x.length; d++) sum += w[d]! * x[d]!;
  return sum;
}
