import type { FrozenGraph } from '#tensors';
import type { Activation, Convolution, Padding } from '../network/operations.js';
import { paddingByName } from '../network/sizes.js';
import { float, index } from './graph-parts.js';
import { writeActivation } from './write-activation.js';

export function writeConvolution(
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

export function writePad(
  graph: FrozenGraph,
  name: string,
  input: string,
  padding: Padding,
): string {
  const { top, bottom, left, right } = padding;
  const around = Int32Array.of(0, 0, top, bottom, left, right, 0, 0);
  return graph.add(name, 'Pad', [input, graph.constant(`${name}/padding`, around, [4, 2])], {
    T: float,
    Tpaddings: index,
  });
}

/** Bias and activation; TensorFlow's optimiser fuses both into the operation before them. */
export function finish(
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
