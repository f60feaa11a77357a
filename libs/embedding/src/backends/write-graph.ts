import { FrozenGraph, type GraphAttribute } from '#tensors';
import type {
  Activation,
  Convolution,
  Network,
  NetworkNode,
  Padding,
} from '../network/operations.js';
import { paddingByName, product } from '../network/sizes.js';

const float: GraphAttribute = { type: 'float32' };
const index: GraphAttribute = { type: 'int32' };

/**
 * Writes a network as a frozen SavedModel. Its input `pixels` is int32 [n, words]: the images' bytes
 * (RGB, row-major), four to a word, little-endian, so that no byte is converted outside the graph (tfjs
 * has no uint8 tensors). Its outputs are the network's.
 */
export function writeSavedModel(network: Network): Uint8Array {
  const graph = new FrozenGraph();
  const written = new Map<string, string>();
  for (const node of network.nodes) {
    const inputs = node.inputs.map((input) => written.get(input)!);
    written.set(node.name, writeNode(graph, node, inputs, network));
  }
  const outputs = Object.entries(network.outputs).map(([name, node]) => ({
    name,
    node: graph.add(`output/${name}`, 'Identity', [written.get(node)!], { T: float }),
    type: 'float32' as const,
    shape: [-1, ...shapeOf(network, node)],
  }));
  const words = wordsOf(network.nodes.find((node) => node.operation.kind === 'pixels')!.shape);
  return graph.toSavedModel(
    [{ name: 'pixels', node: 'pixels', type: 'int32', shape: [-1, words] }],
    outputs,
  );
}

/** 32-bit words that the bytes of one image take. */
export function wordsOf(shape: readonly number[]): number {
  return Math.ceil(product(shape) / 4);
}

function shapeOf(network: Network, name: string): readonly number[] {
  return network.nodes.find((node) => node.name === name)!.shape;
}

function writeNode(
  graph: FrozenGraph,
  node: NetworkNode,
  inputs: readonly string[],
  network: Network,
): string {
  const { name, operation, shape } = node;
  const [input] = inputs as [string, ...string[]];
  const shapesIn = node.inputs.map((of) => shapeOf(network, of));
  switch (operation.kind) {
    case 'pixels':
      return writePixels(graph, shape);
    case 'convolution':
    case 'depthwise':
      return writeConvolution(graph, name, operation, input, shapesIn[0]!);
    case 'dense': {
      const kernel = graph.constant(
        `${name}/kernel`,
        operation.kernel.values,
        operation.kernel.shape,
      );
      const product = graph.add(`${name}/product`, 'MatMul', [input, kernel], { T: float });
      return finish(graph, name, product, operation.bias, operation.activation);
    }
    case 'pool':
      return graph.add(name, operation.method === 'mean' ? 'AvgPool' : 'MaxPool', [input], {
        T: float,
        ksize: { integers: [1, ...operation.size, 1] },
        strides: { integers: [1, ...operation.strides, 1] },
        padding: { string: operation.padding.toUpperCase() },
      });
    case 'affine':
      return writeAffine(graph, name, input, operation.scale, operation.shift);
    case 'activation':
      return writeActivation(graph, name, input, operation.activation);
    case 'prelu':
      return writePrelu(graph, name, input, operation.slopes.values, operation.slopes.shape);
    case 'pad':
      return writePad(graph, name, input, operation.padding);
    case 'global':
      return graph.add(
        name,
        operation.method === 'mean' ? 'Mean' : 'Max',
        [input, graph.constant(`${name}/axes`, Int32Array.of(1, 2))],
        { T: float, Tidx: index, keep_dims: { truth: false } },
      );
    case 'add':
    case 'multiply':
      return writeFold(graph, name, operation.kind === 'add' ? 'AddV2' : 'Mul', inputs);
    case 'concatenate':
      return graph.add(name, 'ConcatV2', [...inputs, axis(graph, name, shape.length)], {
        T: float,
        Tidx: index,
        N: { integer: inputs.length },
      });
    case 'reshape':
      return graph.add(name, 'Reshape', [input, sizes(graph, name, shape)], {
        T: float,
        Tshape: index,
      });
    case 'resize':
      return graph.add(
        name,
        'ResizeBilinear',
        [input, graph.constant(`${name}/size`, Int32Array.of(operation.rows, operation.columns))],
        { T: float, half_pixel_centers: { truth: true } },
      );
    case 'reverse-channels':
      return graph.add(
        name,
        'ReverseV2',
        [input, graph.constant(`${name}/axis`, Int32Array.of(shape.length))],
        { T: float, Tidx: index },
      );
    case 'unit-length':
      return writeUnitLength(graph, name, input, shape.length);
  }
}

function writePixels(graph: FrozenGraph, shape: readonly number[]): string {
  const words = wordsOf(shape);
  const packed = graph.placeholder('pixels', 'int32', [-1, words]);
  const bytes = graph.add('pixels/bytes', 'Bitcast', [packed], {
    T: index,
    type: { type: 'uint8' },
  });
  const flat = graph.add('pixels/flat', 'Reshape', [bytes, sizes(graph, 'pixels', [words * 4])], {
    T: { type: 'uint8' },
    Tshape: index,
  });
  const cut = product(shape) === words * 4 ? flat : writeCut(graph, flat, product(shape));
  const image = graph.add('pixels/image', 'Reshape', [cut, sizes(graph, 'image', shape)], {
    T: { type: 'uint8' },
    Tshape: index,
  });
  return graph.add('pixels/float', 'Cast', [image], { SrcT: { type: 'uint8' }, DstT: float });
}

/** Drops the padding bytes of the last word. */
function writeCut(graph: FrozenGraph, flat: string, bytes: number): string {
  const begin = graph.constant('pixels/begin', Int32Array.of(0, 0));
  const size = graph.constant('pixels/size', Int32Array.of(-1, bytes));
  return graph.add('pixels/cut', 'Slice', [flat, begin, size], {
    T: { type: 'uint8' },
    Index: index,
  });
}

function writeConvolution(
  graph: FrozenGraph,
  name: string,
  operation: Convolution,
  input: string,
  shape: readonly number[],
): string {
  const kernel = graph.constant(`${name}/kernel`, operation.kernel.values, operation.kernel.shape);
  const known = paddingByName(operation, shape);
  const padded = known ? input : writePad(graph, `${name}/pad`, input, operation.padding);
  const type = operation.kind === 'depthwise' ? 'DepthwiseConv2dNative' : 'Conv2D';
  const convolved = graph.add(`${name}/${operation.kind}`, type, [padded, kernel], {
    T: float,
    strides: { integers: [1, ...operation.strides, 1] },
    dilations: { integers: [1, ...operation.dilations, 1] },
    padding: { string: (known ?? 'valid').toUpperCase() },
    data_format: { string: 'NHWC' },
  });
  return finish(graph, name, convolved, operation.bias, operation.activation);
}

function writePad(graph: FrozenGraph, name: string, input: string, padding: Padding): string {
  const { top, bottom, left, right } = padding;
  const around = Int32Array.of(0, 0, top, bottom, left, right, 0, 0);
  return graph.add(name, 'Pad', [input, graph.constant(`${name}/padding`, around, [4, 2])], {
    T: float,
    Tpaddings: index,
  });
}

/** Bias and activation; TensorFlow's optimiser fuses both into the operation before them. */
function finish(
  graph: FrozenGraph,
  name: string,
  input: string,
  bias: Float32Array,
  activation: Activation,
): string {
  const added = graph.add(
    `${name}/biased`,
    'BiasAdd',
    [input, graph.constant(`${name}/bias`, bias)],
    { T: float },
  );
  return writeActivation(graph, name, added, activation);
}

function writeAffine(
  graph: FrozenGraph,
  name: string,
  input: string,
  scale: Float32Array,
  shift: Float32Array,
): string {
  const step = (operation: string, from: string, by: Float32Array, neutral: number) =>
    by.every((value) => value === neutral)
      ? from
      : writeFold(graph, name, operation, [from, writePerChannel(graph, `${name}/by`, by)]);
  return step('AddV2', step('Mul', input, scale, 1), shift, 0);
}

/** One number where all channels have the same: TensorFlow's broadcast along three channels is slow. */
function writePerChannel(graph: FrozenGraph, name: string, values: Float32Array): string {
  const uniform = values.every((value) => value === values[0]);
  return uniform
    ? graph.constant(name, values.slice(0, 1), [])
    : graph.constant(name, values, [values.length]);
}

function writeActivation(
  graph: FrozenGraph,
  name: string,
  input: string,
  activation: Activation,
): string {
  const one = (operation: string, attributes = {}) =>
    graph.add(name, operation, [input], { T: float, ...attributes });
  switch (activation.kind) {
    case 'linear':
      return input;
    case 'relu':
      if (activation.ceiling === 6) return one('Relu6');
      if (activation.ceiling === Infinity) return one('Relu');
      return writeFold(graph, name, 'Minimum', [
        graph.add(`${name}/relu`, 'Relu', [input], { T: float }),
        graph.constant(`${name}/ceiling`, Float32Array.of(activation.ceiling), []),
      ]);
    case 'leaky-relu':
      return one('LeakyRelu', { alpha: { real: activation.slope } });
    case 'elu':
      return one('Elu');
    case 'selu':
      return one('Selu');
    case 'sigmoid':
      return one('Sigmoid');
    case 'softplus':
      return one('Softplus');
    case 'tanh':
      return one('Tanh');
    case 'softmax':
      return one('Softmax');
    case 'swish': {
      const gate = graph.add(`${name}/gate`, 'Sigmoid', [input], { T: float });
      return writeFold(graph, name, 'Mul', [input, gate]);
    }
  }
}

/** max(x, 0) - slope max(-x, 0). */
function writePrelu(
  graph: FrozenGraph,
  name: string,
  input: string,
  slopes: Float32Array,
  shape: readonly number[],
): string {
  const unary = (suffix: string, operation: string, from: string) =>
    graph.add(`${name}/${suffix}`, operation, [from], { T: float });
  const positive = unary('positive', 'Relu', input);
  const negative = unary('negative', 'Relu', unary('negated', 'Neg', input));
  const alpha = graph.constant(`${name}/slopes`, slopes, shape);
  const sloped = graph.add(`${name}/sloped`, 'Mul', [negative, alpha], { T: float });
  return graph.add(name, 'Sub', [positive, sloped], { T: float });
}

/** x / max(|x|, 1e-12). */
function writeUnitLength(graph: FrozenGraph, name: string, input: string, rank: number): string {
  const squares = graph.add(`${name}/squares`, 'Square', [input], { T: float });
  const sum = graph.add(`${name}/sum`, 'Sum', [squares, axis(graph, name, rank)], {
    T: float,
    Tidx: index,
    keep_dims: { truth: true },
  });
  const least = graph.constant(`${name}/least`, Float32Array.of(1e-24), []);
  const safe = writeFold(graph, `${name}/safe`, 'Maximum', [sum, least]);
  const inverse = graph.add(`${name}/inverse`, 'Rsqrt', [safe], { T: float });
  return writeFold(graph, name, 'Mul', [input, inverse]);
}

/** A two-sided operation over any number of inputs, left to right. */
function writeFold(
  graph: FrozenGraph,
  name: string,
  operation: string,
  inputs: readonly string[],
): string {
  return inputs.reduce((sum, input) => graph.add(name, operation, [sum, input], { T: float }));
}

function axis(graph: FrozenGraph, name: string, of: number): string {
  return graph.constant(`${name}/axis`, Int32Array.of(of), []);
}

function sizes(graph: FrozenGraph, name: string, shape: readonly number[]): string {
  return graph.constant(`${name}/shape`, Int32Array.of(-1, ...shape));
}
