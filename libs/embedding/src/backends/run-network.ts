import type { Tensor, Tensor4D, Tf } from '#tensors';
import type {
  Activation,
  Convolution,
  Network,
  NetworkNode,
  Padding,
} from '../network/operations.js';
import { paddingByName } from '../network/sizes.js';

/** A network's weights as tensors, run operation by operation: what serves where there is no native library. */
export class NetworkRun {
  readonly #tf: Tf;
  readonly #network: Network;
  readonly #weights = new Map<Float32Array, Tensor>();

  constructor(tf: Tf, network: Network) {
    this.#tf = tf;
    this.#network = network;
  }

  /** Runs the network: `pixels` is float32 or int32 [n, height, width, 3], 0 to 255. The caller owns the outputs. */
  run(pixels: Tensor4D): Record<string, Tensor> {
    return this.#tf.tidy(() => {
      const values = new Map<string, Tensor>();
      for (const node of this.#network.nodes) {
        const inputs = node.inputs.map((input) => values.get(input)!);
        values.set(node.name, inputs.length === 0 ? pixels.toFloat() : this.#apply(node, inputs));
      }
      return Object.fromEntries(
        Object.entries(this.#network.outputs).map(([name, node]) => [name, values.get(node)!]),
      );
    });
  }

  dispose(): void {
    for (const tensor of this.#weights.values()) tensor.dispose();
    this.#weights.clear();
  }

  #apply({ operation, shape }: NetworkNode, inputs: readonly Tensor[]): Tensor {
    const tf = this.#tf;
    const [input] = inputs as [Tensor, ...Tensor[]];
    const map = input as Tensor4D;
    switch (operation.kind) {
      case 'pixels':
      case 'given':
        return input;
      case 'convolution':
      case 'depthwise':
        return this.#convolve(operation, map);
      case 'dense': {
        const { kernel, bias, activation } = operation;
        const product = tf.matMul(input, this.#weight(kernel.values, kernel.shape));
        return activate(tf, product.add(this.#weight(bias)), activation);
      }
      case 'pool': {
        const pool = operation.method === 'mean' ? tf.avgPool : tf.maxPool;
        return pool(map, [...operation.size], [...operation.strides], operation.padding);
      }
      case 'affine':
        return input.mul(this.#weight(operation.scale)).add(this.#weight(operation.shift));
      case 'activation':
        return activate(tf, input, operation.activation);
      case 'prelu':
        return tf.prelu(input, this.#weight(operation.slopes.values, operation.slopes.shape));
      case 'pad':
        return tf.pad(input, around(operation.padding));
      case 'global':
        return operation.method === 'mean' ? input.mean([1, 2]) : input.max([1, 2]);
      case 'add':
        return inputs.reduce((sum, next) => sum.add(next));
      case 'multiply':
        return inputs.reduce((sum, next) => sum.mul(next));
      case 'concatenate':
        return tf.concat([...inputs], -1);
      case 'reshape':
        return input.reshape([-1, ...shape]);
      case 'resize':
        return tf.image.resizeBilinear(map, [operation.rows, operation.columns], false, true);
      case 'reverse-channels':
        return tf.reverse(input, -1);
      case 'unit-length':
        return input.mul(input.square().sum(-1, true).maximum(1e-24).rsqrt());
    }
  }

  #convolve(operation: Convolution, input: Tensor4D): Tensor {
    const { kernel, strides, dilations, padding, activation } = operation;
    const fused =
      operation.kind === 'depthwise' ? this.#tf.fused.depthwiseConv2d : this.#tf.fused.conv2d;
    const inside = fusable(activation);
    const known = paddingByName(operation, input.shape.slice(1));
    const result = fused({
      x: known ? input : this.#tf.pad(input, around(padding)),
      filter: this.#weight(kernel.values, kernel.shape) as Tensor4D,
      strides: [...strides],
      dilations: [...dilations],
      pad: known ?? 'valid',
      bias: this.#weight(operation.bias),
      activation: inside ?? 'linear',
    });
    return inside ? result : activate(this.#tf, result, activation);
  }

  /** Made when first needed, kept until disposed. */
  #weight(values: Float32Array, shape: readonly number[] = [values.length]): Tensor {
    let tensor = this.#weights.get(values);
    if (!tensor) {
      tensor = this.#tf.keep(this.#tf.tensor(values, [...shape], 'float32'));
      this.#weights.set(values, tensor);
    }
    return tensor;
  }
}

type Around = [[number, number], [number, number], [number, number], [number, number]];

function around({ top, bottom, left, right }: Padding): Around {
  return [
    [0, 0],
    [top, bottom],
    [left, right],
    [0, 0],
  ];
}

function fusable(activation: Activation): 'linear' | 'relu' | 'relu6' | undefined {
  if (activation.kind === 'linear') return 'linear';
  if (activation.kind !== 'relu') return undefined;
  return activation.ceiling === 6 ? 'relu6' : activation.ceiling === Infinity ? 'relu' : undefined;
}

function activate(tf: Tf, input: Tensor, activation: Activation): Tensor {
  switch (activation.kind) {
    case 'linear':
      return input;
    case 'relu':
      return activation.ceiling === Infinity
        ? input.relu()
        : input.clipByValue(0, activation.ceiling);
    case 'leaky-relu':
      return tf.leakyRelu(input, activation.slope);
    case 'elu':
      return tf.elu(input);
    case 'selu':
      return tf.selu(input);
    case 'sigmoid':
      return tf.sigmoid(input);
    case 'softplus':
      return tf.softplus(input);
    case 'tanh':
      return tf.tanh(input);
    case 'softmax':
      return tf.softmax(input);
    case 'swish':
      return input.mul(tf.sigmoid(input));
  }
}
