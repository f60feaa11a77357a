import type { Tf } from '#tensors';
import type { Tensor, Tensor1D, Tensor4D } from '../fitting/tensor-types.js';

/**
 * The part of tfjs-node's backend that this file needs; it runs any kernel of TensorFlow by name. The layers of
 * TensorFlow.js compose batch norm and the gradient of ReLU from a dozen element-wise operations each; the native
 * kernels do the same in one and make a training step three times as fast (0.3 s against 0.85 s at 24 images of 192
 * pixels on two cores).
 */
interface NativeBackend {
  readonly binding: Readonly<
    Record<
      'TF_ATTR_TYPE' | 'TF_ATTR_FLOAT' | 'TF_ATTR_STRING' | 'TF_ATTR_BOOL' | 'TF_FLOAT',
      number
    >
  >;
  executeMultipleOutputs(
    name: string,
    attributes: KernelAttribute[],
    inputs: Tensor[],
    outputs: number,
  ): Tensor[];
}

interface KernelAttribute {
  readonly name: string;
  readonly type: number;
  readonly value: unknown;
}

export interface Moments {
  /** The mean of each channel, over the batch. */
  readonly mean: Tensor1D;
  readonly variance: Tensor1D;
}

export const batchNormEpsilon = 1e-3;

export interface NativeKernels {
  /** Applies ReLU, whose gradient is one kernel. */
  relu(input: Tensor4D): Tensor4D;
  /**
   * Applies batch norm with the batch's own moments (Ioffe and Szegedy, 2015); `onMoments` gets them kept: whoever
   * receives them disposes them.
   */
  batchNorm(
    input: Tensor4D,
    scale: Tensor,
    offset: Tensor,
    onMoments: (moments: Moments) => void,
  ): Tensor4D;
}

/**
 * Returns the kernels of the native backend.
 * @throws Error when the backend in use is not the native one: training has no other.
 */
export function nativeKernels(tf: Tf): NativeKernels {
  const backend = tf.backend() as unknown as NativeBackend;
  if (typeof backend.executeMultipleOutputs !== 'function')
    throw new Error('training needs the native TensorFlow library; this process runs without it');
  return {
    relu: (input) => relu(tf, backend, input),
    batchNorm: (input, scale, offset, onMoments) =>
      batchNorm(tf, backend, [input, scale, offset], onMoments),
  };
}

function relu(tf: Tf, backend: NativeBackend, input: Tensor4D): Tensor4D {
  const forward = (): Forward => {
    const value = tf.relu(input);
    return { value, saved: [value] };
  };
  return withGradient(tf, [input], forward, (dy, saved) =>
    backend.executeMultipleOutputs('ReluGrad', [typeOf(backend, 'T')], [dy, ...saved], 1),
  );
}

function batchNorm(
  tf: Tf,
  backend: NativeBackend,
  inputs: [Tensor4D, Tensor, Tensor],
  onMoments: (moments: Moments) => void,
): Tensor4D {
  const [input, scale] = inputs;
  const forward = (): Forward => {
    const { value, mean, variance, reserved } = runBatchNorm(tf, backend, inputs);
    onMoments({ mean: tf.keep(mean), variance: tf.keep(variance) });
    return { value, saved: [input, scale, ...reserved] };
  };
  return withGradient(tf, inputs, forward, (dy, saved) =>
    backend
      .executeMultipleOutputs('FusedBatchNormGradV3', attributes(backend), [dy, ...saved], 5)
      .slice(0, 3),
  );
}

interface Forward {
  readonly value: Tensor4D;
  /** The tensors that the gradient needs. */
  readonly saved: Tensor[];
}

/** An operation with its own gradient; `backward` returns one gradient for each input. */
function withGradient(
  tf: Tf,
  inputs: Tensor[],
  forward: () => Forward,
  backward: (dy: Tensor, saved: Tensor[]) => Tensor[],
): Tensor4D {
  const run = tf.customGrad((...given) => {
    const save = given.at(-1) as unknown as (tensors: Tensor[]) => void;
    const { value, saved } = forward();
    save(saved);
    return { value, gradFunc: (dy, kept) => backward(dy, kept) };
  });
  return run(...inputs) as Tensor4D;
}

function runBatchNorm(tf: Tf, backend: NativeBackend, [x, scale, offset]: Tensor[]) {
  const unused = tf.tensor1d([]);
  const outputs = backend.executeMultipleOutputs(
    'FusedBatchNormV3',
    attributes(backend),
    [x!, scale!, offset!, unused, unused],
    6,
  ) as [Tensor4D, Tensor1D, Tensor1D, Tensor, Tensor, Tensor];
  const [value, mean, variance, ...reserved] = outputs;
  return { value, mean, variance, reserved };
}

function attributes(backend: NativeBackend): KernelAttribute[] {
  const { binding } = backend;
  return [
    typeOf(backend, 'T'),
    typeOf(backend, 'U'),
    { name: 'epsilon', type: binding.TF_ATTR_FLOAT, value: batchNormEpsilon },
    { name: 'data_format', type: binding.TF_ATTR_STRING, value: 'NHWC' },
    { name: 'is_training', type: binding.TF_ATTR_BOOL, value: true },
  ];
}

function typeOf({ binding }: NativeBackend, name: string): KernelAttribute {
  return { name, type: binding.TF_ATTR_TYPE, value: binding.TF_FLOAT };
}
