import type { Tf } from '#tensors';
import type { AdamWState } from '../fitting/adamw.js';
import type { Tensor1D, Variable } from '../fitting/tensor-types.js';

/** The parts of the numbers that change while tuning, one vector each; their order is that of the file. */
export const tuningParts = ['weights', 'firstMoment', 'secondMoment'] as const;
export type TuningPart = (typeof tuningParts)[number];
export type TuningValues = Readonly<Record<TuningPart, Float32Array>>;

/** Returns the state before the first step: what the variables hold. */
export function initialTuning(variables: readonly Variable[]): TuningValues {
  const weights = flatValues(variables);
  const moment = () => new Float32Array(weights.length);
  return { weights, firstMoment: moment(), secondMoment: moment() };
}

/** Variables with these values; the caller disposes them by `disposeTuning`. */
export function tuningState(tf: Tf, values: TuningValues): AdamWState {
  const make = (part: TuningPart) => tf.tidy(() => tf.variable(tf.tensor1d(values[part]), false));
  return {
    weights: make('weights'),
    firstMoment: make('firstMoment'),
    secondMoment: make('secondMoment'),
  };
}

export function tuningValues(state: AdamWState): TuningValues {
  const read = (part: TuningPart) => Float32Array.from(state[part].dataSync());
  return {
    weights: read('weights'),
    firstMoment: read('firstMoment'),
    secondMoment: read('secondMoment'),
  };
}

export function disposeTuning(state: AdamWState): void {
  for (const part of tuningParts) state[part].dispose();
}

/** Returns the numbers of all variables, one after the other. */
export function flatValues(variables: readonly Variable[]): Float32Array {
  const all = new Float32Array(variables.reduce((sum, { size }) => sum + size, 0));
  let start = 0;
  for (const variable of variables) {
    all.set(variable.dataSync(), start);
    start += variable.size;
  }
  return all;
}

/** Gives the variables the numbers of one vector. */
export function spread(tf: Tf, vector: Tensor1D, variables: readonly Variable[]): void {
  tf.tidy(() => {
    const parts = tf.split(vector, variables.map(({ size }) => size)); // prettier-ignore
    variables.forEach((variable, i) => variable.assign(parts[i]!.reshape(variable.shape)));
  });
}

/** Returns 1 for kernels, 0 for biases, which do not decay. */
export function kernelMask(variables: readonly Variable[]): Float32Array {
  const mask = new Float32Array(variables.reduce((sum, { size }) => sum + size, 0));
  let start = 0;
  for (const { size, rank } of variables) {
    if (rank > 1) mask.fill(1, start, start + size);
    start += size;
  }
  return mask;
}
