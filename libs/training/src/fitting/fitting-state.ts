import type { Tf } from '#tensors';
import type { AdamWState } from './adamw.js';
import { headLength } from '../heads/head.js';
import { randomOf } from '#numbers';
import type { Variable } from './tensor-types.js';
import { initialWeights } from './objective-loss.js';
import type { FittingSettings } from './settings.js';

/** The parts of the numbers that change while a projection is trained; their order is that of the file. */
export const fittingParts = [
  'weights',
  'firstMoment',
  'secondMoment',
  /** MoCo's momentum encoder; empty for the others. */
  'keyHead',
  /** MoCo's queue, `[queue, dimensions]`, newest first; empty for the others. */
  'queue',
] as const;
export type FittingPart = (typeof fittingParts)[number];
export type FittingValues = Readonly<Record<FittingPart, Float32Array>>;
export type FittingState = AdamWState & Readonly<Record<FittingPart, Variable>>;

const queueStream = 24;

/** Returns the state before the first step. The queue starts with random directions, as MoCo's authors' does. */
export function initialFitting(settings: FittingSettings, classes: number): FittingValues {
  const weights = initialWeights(settings, classes);
  const { objective, shape, seed } = settings;
  const moco = objective.kind === 'moco' ? objective : null;
  const random = randomOf(seed, queueStream);
  const queue = Array.from({ length: (moco?.queue ?? 0) * shape.dimensions }, () => random.normal()); // prettier-ignore
  return {
    weights,
    firstMoment: new Float32Array(weights.length),
    secondMoment: new Float32Array(weights.length),
    keyHead: moco ? weights.slice(0, headLength(shape)) : new Float32Array(0),
    queue: Float32Array.from(queue),
  };
}

/** Variables with these values; the caller disposes them by `disposeFitting`. */
export function fittingState(tf: Tf, values: FittingValues): FittingState {
  const make = (part: FittingPart): Variable => {
    const initial = tf.tensor1d(values[part]);
    const variable = tf.variable(initial, part === 'weights');
    initial.dispose();
    return variable;
  };
  return {
    weights: make('weights'),
    firstMoment: make('firstMoment'),
    secondMoment: make('secondMoment'),
    keyHead: make('keyHead'),
    queue: make('queue'),
  };
}

export function fittingValues(state: FittingState): FittingValues {
  const read = (part: FittingPart) => Float32Array.from(state[part].dataSync());
  return {
    weights: read('weights'),
    firstMoment: read('firstMoment'),
    secondMoment: read('secondMoment'),
    keyHead: read('keyHead'),
    queue: read('queue'),
  };
}

export function disposeFitting(state: FittingState): void {
  for (const part of fittingParts) state[part].dispose();
}
