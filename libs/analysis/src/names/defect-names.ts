import { TouchstoneError } from '#contracts';
import { fitSvm } from './linear-svm.js';
import { decisions, fitLogistic, type LinearClassifier, softmax } from './logistic-regression.js';
import { minimise } from './minimise.js';
import { stratifiedFolds } from './stratified-folds.js';
import { pick, squaredDistance, unitVectors, type Vectors, vectorAt } from '../vectors.js';

export type NamingMethod = 'logistic' | 'svm';

export interface NamingOptions {
  readonly method?: NamingMethod;
  /** Weight of the examples against the penalty. */
  readonly c?: number;
  readonly seed?: number;
  readonly folds?: number;
}

/** The learned names of defects: a classifier and the named examples that it was learned from. */
export interface DefectNames {
  /** The names in the order of the classifier's classes. */
  readonly names: readonly string[];
  readonly classifier: LinearClassifier;
  /** The divisor of the decisions before they become probabilities. */
  readonly temperature: number;
  /** The named examples, unit vectors: what is far from all of them gets no name. */
  readonly examples: Vectors;
  /** The squared distance to the nearest example beyond which a defect is like none of them. */
  readonly reach: number;
}

export interface Suggestion {
  /** The suggested name; null when the classifier abstains. */
  readonly name: string | null;
  /** The likeliest name, also when it abstains. */
  readonly likeliest: string;
  /** The probability of the likeliest name, 0 to 1. */
  readonly probability: number;
  readonly abstains: 'unsure' | 'unlike-any' | null;
}

/** The probability below which the likeliest name is no more than a guess. */
const leastProbability = 0.5;
/** The share of the examples that lie within `reach` of another example. */
const reachQuantile = 0.95;
const leastExamples = 3;

/**
 * Learns names from examples: at least two names with three examples each. The probabilities are calibrated
 * by temperature (Guo et al., ICML 2017) on decisions about held-out examples.
 * @throws TouchstoneError validation-failed naming what has too few examples.
 */
export function fitNames(
  vectors: Vectors,
  labels: readonly string[],
  options: NamingOptions = {},
): DefectNames {
  const named = namedExamples(vectors, labels);
  refuseTooFew(labels, named.names);
  return fitHeld(named, heldOutDecisions(named, options), options);
}

/** Examples with their classes, by place among the names. */
export interface NamedExamples {
  /** The names, sorted. */
  readonly names: readonly string[];
  readonly classes: readonly number[];
  /** The examples, unit vectors. */
  readonly examples: Vectors;
}

export function namedExamples(vectors: Vectors, labels: readonly string[]): NamedExamples {
  const names = [...new Set(labels)].sort();
  return {
    names,
    classes: labels.map((label) => names.indexOf(label)),
    examples: unitVectors(vectors),
  };
}

/** Fits names as `fitNames` does, from held-out decisions that are there already. */
export function fitHeld(
  { names, classes, examples }: NamedExamples,
  held: readonly Float64Array[],
  options: NamingOptions,
): DefectNames {
  return {
    names,
    classifier: fit(examples, classes, names.length, options),
    temperature: temperatureOf(held, classes),
    examples,
    reach: reachOf(examples),
  };
}

/** Suggests a name for a defect's vector, or abstains. */
export function suggestName(known: DefectNames, vector: Float32Array): Suggestion {
  const unit = vectorAt(unitVectors({ values: vector, count: 1, dimensions: vector.length }), 0);
  const shares = softmax(decisions(known.classifier, unit).map((d) => d / known.temperature));
  const probability = Math.max(...shares);
  const abstains = reasonToAbstain(known, unit, probability);
  const likeliest = known.names[shares.indexOf(probability)]!;
  return { name: abstains === null ? likeliest : null, likeliest, probability, abstains };
}

function reasonToAbstain(
  { examples, reach }: DefectNames,
  unit: Float32Array,
  probability: number,
): Suggestion['abstains'] {
  if (nearestDistance(examples, unit) > reach) return 'unlike-any';
  return probability < leastProbability ? 'unsure' : null;
}

/** Decisions about each example by a classifier that was learned without its fold. */
export function heldOutDecisions(
  { names, classes, examples }: NamedExamples,
  options: NamingOptions,
): Float64Array[] {
  const found: Float64Array[] = [];
  for (const fold of stratifiedFolds(classes, options.folds ?? 5, options.seed ?? 1)) {
    const away = new Set(fold);
    const rest = classes.map((_, i) => i).filter((i) => !away.has(i));
    const learned = fit(
      pick(examples, rest),
      rest.map((i) => classes[i]!),
      names.length,
      options,
    );
    for (const i of fold) found[i] = decisions(learned, vectorAt(examples, i));
  }
  return found;
}

function fit(
  examples: Vectors,
  classes: readonly number[],
  count: number,
  { method = 'logistic', c = 10, seed = 1 }: NamingOptions,
): LinearClassifier {
  return method === 'svm'
    ? fitSvm(examples, classes, count, { c, seed })
    : fitLogistic(examples, classes, count, { c });
}

/** Returns the temperature with the least cross-entropy; its logarithm is searched, so it stays positive. */
export function temperatureOf(held: readonly Float64Array[], classes: readonly number[]): number {
  const loss = (logTemperature: number) =>
    -held.reduce((sum, d, i) => {
      const shares = softmax(d.map((v) => v / Math.exp(logTemperature)));
      return sum + Math.log(Math.max(shares[classes[i]!]!, 1e-300)) / held.length;
    }, 0);
  const step = 1e-4;
  const found = minimise(
    ([t = 0]) => ({
      value: loss(t),
      gradient: Float64Array.of((loss(t + step) - loss(t - step)) / (2 * step)),
    }),
    Float64Array.of(0),
    { most: 50, tolerance: 1e-6 },
  );
  return Math.exp(Math.min(Math.max(found[0]!, -5), 5));
}

function reachOf(examples: Vectors): number {
  const nearest = Array.from({ length: examples.count }, (_, i) =>
    nearestDistance(examples, vectorAt(examples, i), i),
  ).sort((a, b) => a - b);
  return nearest[Math.min(nearest.length - 1, Math.ceil(reachQuantile * nearest.length))]!;
}

function nearestDistance(examples: Vectors, x: Float32Array, without = -1): number {
  let nearest = Infinity;
  for (let i = 0; i < examples.count; i++)
    if (i !== without) nearest = Math.min(nearest, squaredDistance(vectorAt(examples, i), x));
  return nearest;
}

/** Refuses names with too few examples. @throws TouchstoneError validation-failed naming what has too few examples. */
export function refuseTooFew(labels: readonly string[], names: readonly string[]): void {
  const few = names
    .map((name) => ({ name, count: labels.filter((label) => label === name).length }))
    .filter(({ count }) => count < leastExamples);
  if (names.length >= 2 && few.length === 0) return;
  throw new TouchstoneError(
    'validation-failed',
    names.length < 2
      ? `Names are told apart, so at least two are needed; there ${names.length === 1 ? `is ${names[0]} alone` : 'is none'}.`
      : `Each name needs at least ${leastExamples} examples; ` +
          `${few.map(({ name, count }) => `${name} has ${count}`).join(', ')}. Name more, or leave these out.`,
    { facts: { few } },
  );
}
