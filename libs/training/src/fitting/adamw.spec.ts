import { afterAll, describe, expect, it } from 'vitest';
import { loadTensorRuntime } from '#tensors';
import { adamWDefaults, adamWStep } from './adamw.js';
import { randomOf } from '#numbers';

const { tf } = await loadTensorRuntime();
const length = 50;
const random = randomOf(11);
const draw = () => Float32Array.from({ length }, () => random.normal());
const settings = { ...adamWDefaults, weightDecay: 0.1 };
const rate = 0.01;

/** Algorithm 2 of Loshchilov and Hutter (2019), one number at a time in double precision. */
function slowAdamW(start: Float32Array, gradients: Float32Array[], mask: Float32Array): number[] {
  return Array.from(start, (begin, at) => {
    let [weight, first, second] = [begin, 0, 0];
    gradients.forEach((gradient, index) => {
      const g = gradient[at]!;
      first = settings.beta1 * first + (1 - settings.beta1) * g;
      second = settings.beta2 * second + (1 - settings.beta2) * g * g;
      const m = first / (1 - settings.beta1 ** (index + 1));
      const v = second / (1 - settings.beta2 ** (index + 1));
      const decay = rate * settings.weightDecay * weight * mask[at]!;
      weight -= (rate * m) / (Math.sqrt(v) + settings.epsilon) + decay;
    });
    return weight;
  });
}

describe('adamWStep', () => {
  const start = draw();
  const gradients = [draw(), draw(), draw(), draw()];
  const mask = Float32Array.from({ length }, (_, at) => at % 2);
  const state = {
    weights: tf.variable(tf.tensor1d(start)),
    firstMoment: tf.variable(tf.zeros([length])),
    secondMoment: tf.variable(tf.zeros([length])),
  };
  const run = () =>
    tf.tidy(() =>
      gradients.forEach((gradient, step) =>
        adamWStep(tf, settings, state, tf.tensor1d(gradient), tf.tensor1d(mask), rate, step),
      ),
    );
  afterAll(() => tf.disposeVariables());

  it('agrees with the slow version and leaves no tensors behind', () => {
    const before = tf.memory().numTensors;
    run();
    expect(tf.memory().numTensors).toBe(before);
    const expected = slowAdamW(start, gradients, mask);
    const got = state.weights.dataSync();
    expected.forEach((value, at) => expect(got[at]).toBeCloseTo(value, 5));
  });
});
