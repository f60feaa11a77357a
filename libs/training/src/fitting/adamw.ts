import type { Tf } from '#tensors';
import type { Tensor1D, Variable } from './tensor-types.js';

export interface AdamWSettings {
  readonly beta1: number;
  readonly beta2: number;
  readonly epsilon: number;
  readonly weightDecay: number;
}

export const adamWDefaults: AdamWSettings = {
  beta1: 0.9,
  beta2: 0.999,
  epsilon: 1e-8,
  weightDecay: 1e-3,
};

/** The state of AdamW; each variable has the shape `[parameters]`. */
export interface AdamWState {
  readonly weights: Variable;
  readonly firstMoment: Variable;
  readonly secondMoment: Variable;
}

/**
 * Takes one step of Adam with decoupled weight decay (Loshchilov and Hutter, 2019, algorithm 2), in place; the decay is
 * `learningRate * weightDecay` where the mask is 1. `step` counts from 0.
 */
export function adamWStep(
  tf: Tf,
  settings: AdamWSettings,
  state: AdamWState,
  gradient: Tensor1D,
  mask: Tensor1D,
  rate: number,
  step: number,
): void {
  const { beta1, beta2, epsilon, weightDecay } = settings;
  tf.tidy(() => {
    const first = state.firstMoment.mul(beta1).add(gradient.mul(1 - beta1));
    const second = state.secondMoment.mul(beta2).add(gradient.square().mul(1 - beta2));
    const corrected = first.div(1 - beta1 ** (step + 1));
    const deviation = second.div(1 - beta2 ** (step + 1)).sqrt();
    const move = corrected.div(deviation.add(epsilon)).mul(rate);
    const decay = state.weights.mul(mask).mul(rate * weightDecay);
    state.weights.assign(state.weights.sub(move).sub(decay));
    state.firstMoment.assign(first);
    state.secondMoment.assign(second);
  });
}
