import { describe, expect, it } from 'vitest';
import { loadTensorRuntime } from '#tensors';
import { batchNormEpsilon, nativeKernels, type Moments } from './native-kernels.js';
import type { Tensor, Tensor4D } from '../fitting/tensor-types.js';

const { tf, backend } = await loadTensorRuntime();
const shape: [number, number, number, number] = [3, 4, 5, 2];
const x: Tensor4D = tf.randomNormal(shape, 1, 2, 'float32', 1);
const scale = tf.tensor1d([0.5, -2]);
const offset = tf.tensor1d([0.1, 3]);
const dy = tf.randomNormal(shape, 0, 1, 'float32', 2);

function slowBatchNorm(input: Tensor, gain: Tensor, shift: Tensor): Tensor {
  const { mean, variance } = tf.moments(input, [0, 1, 2]);
  return input.sub(mean).div(variance.add(batchNormEpsilon).sqrt()).mul(gain).add(shift);
}

function expectClose(got: Tensor, expected: Tensor, tolerance = 1e-4): void {
  expect(got.shape).toEqual(expected.shape);
  expect(got.sub(expected).abs().max().arraySync()).toBeLessThan(tolerance);
}

describe.skipIf(backend !== 'native')('nativeKernels (needs the native library)', () => {
  it('batch norm and its three gradients equal the composed operations', () => {
    const kernels = nativeKernels(tf);
    const seen: Moments[] = [];
    const fast = (input: Tensor, gain: Tensor, shift: Tensor): Tensor =>
      kernels.batchNorm(input as Tensor4D, gain, shift, (moments) => seen.push(moments));
    expectClose(fast(x, scale, offset), slowBatchNorm(x, scale, offset));
    const got = tf.grads(fast)([x, scale, offset], dy);
    const expected = tf.grads(slowBatchNorm)([x, scale, offset], dy);
    got.forEach((gradient, index) => expectClose(gradient, expected[index]!));
    expectClose(seen[0]!.mean, tf.moments(x, [0, 1, 2]).mean);
  });

  it('the gradient of ReLU is that of TensorFlow.js', () => {
    const kernels = nativeKernels(tf);
    const got = tf.grad((input: Tensor) => kernels.relu(input as Tensor4D))(x, dy);
    expectClose(got, tf.grad((input: Tensor) => tf.relu(input))(x, dy));
  });
});

describe.skipIf(backend === 'native')('nativeKernels without the native library', () => {
  it('is refused with the reason', () => {
    expect(() => nativeKernels(tf)).toThrow(/native TensorFlow library/);
  });
});
