import { minimise } from './minimise.js';
import { type Vectors, vectorAt } from '../vectors.js';

/** A linear classifier: per class `dimensions` weights and an intercept. */
export interface LinearClassifier {
  readonly classes: number;
  readonly dimensions: number;
  /** The weights, `[classes, dimensions + 1]`, the intercept last. */
  readonly weights: Float64Array;
}

export interface LogisticOptions {
  /** Inverse strength of the L2 penalty on the weights; intercepts are free. */
  readonly c: number;
}

/**
 * Fits a multinomial logistic regression with balanced classes: minimises `|W|^2 / 2 + c * sum_i w(y_i) * -log
 * softmax(W x_i + b)[y_i]` with `w(y) = n / (classes * n_y)`, as scikit-learn's
 * LogisticRegression(class_weight='balanced') does. Every class needs an example.
 */
export function fitLogistic(
  vectors: Vectors,
  labels: readonly number[],
  classes: number,
  { c }: LogisticOptions,
): LinearClassifier {
  const { dimensions } = vectors;
  const weightOf = balancedWeights(labels, classes);
  const width = dimensions + 1;
  const objective = (point: Float64Array) => {
    const gradient = new Float64Array(point.length);
    let value = 0;
    for (let k = 0; k < classes; k++)
      for (let d = 0; d < dimensions; d++) {
        const w = point[k * width + d]!;
        value += (w * w) / 2;
        gradient[k * width + d] = w;
      }
    labels.forEach((label, i) => {
      const x = vectorAt(vectors, i);
      const shares = softmax(decisionsAt(point, classes, x));
      const weight = c * weightOf[label]!;
      value -= weight * Math.log(Math.max(shares[label]!, Number.MIN_VALUE));
      for (let k = 0; k < classes; k++)
        addTo(gradient, k * width, x, weight * (shares[k]! - (k === label ? 1 : 0)));
    });
    return { value, gradient };
  };
  const start = new Float64Array(classes * width);
  const weights = minimise(objective, start, { most: 500, tolerance: 1e-7 * c });
  return { classes, dimensions, weights };
}

/** Returns `W x + b` of each class. */
export function decisions(classifier: LinearClassifier, x: ArrayLike<number>): Float64Array {
  return decisionsAt(classifier.weights, classifier.classes, x);
}

/** Returns shares that sum to one, largest for the largest value. */
export function softmax(values: Float64Array): Float64Array {
  const most = Math.max(...values);
  const raised = values.map((v) => Math.exp(v - most));
  const sum = raised.reduce((total, v) => total + v, 0);
  return raised.map((v) => v / sum);
}

/** Returns the weights under which rare classes count as much as common ones: n / (classes * n of the class). */
export function balancedWeights(labels: readonly number[], classes: number): number[] {
  const counts = new Array<number>(classes).fill(0);
  for (const label of labels) counts[label]!++;
  return counts.map((count) => (count === 0 ? 0 : labels.length / (classes * count)));
}

function decisionsAt(weights: Float64Array, classes: number, x: ArrayLike<number>): Float64Array {
  const width = weights.length / classes;
  const values = new Float64Array(classes);
  for (let k = 0; k < classes; k++) {
    let sum = weights[k * width + width - 1]!;
    for (let d = 0; d < width - 1; d++) sum += weights[k * width + d]! * x[d]!;
    values[k] = sum;
  }
  return values;
}

/** Adds `share * (x, 1)`. */
function addTo(target: Float64Array, from: number, x: ArrayLike<number>, share: number): void {
  for (let d = 0; d < x.length; d++) target[from + d]! += share * x[d]!;
  target[from + x.length]! += share;
}
