import type { OnnxAttribute, OnnxGraph } from '#tensors';
import {
  type Constant,
  type Convolution,
  type Dense,
  type Padding,
  type Pool,
  noPadding,
} from '../network/operations.js';
import { paddingByName } from '../network/sizes.js';
import { writeOnnxActivation } from './write-onnx-activation.js';
import { whole } from './write-onnx-parts.js';

export function writeOnnxConvolution(
  graph: OnnxGraph,
  name: string,
  operation: Convolution,
  input: string,
  shape: readonly number[],
): string {
  const { kernel, bias, strides, dilations, activation } = operation;
  const depthwise = operation.kind === 'depthwise';
  const turned = depthwise ? depthwiseKernel(kernel) : turn(kernel, [3, 2, 0, 1]);
  const weights = graph.constant(`${name}/kernel`, turned.values, turned.shape);
  const convolved = graph.add(
    `${name}/${operation.kind}`,
    'Conv',
    [input, weights, graph.constant(`${name}/bias`, bias)],
    {
      kernel_shape: kernel.shape.slice(0, 2),
      strides: [...strides],
      dilations: [...dilations],
      ...paddingOf(operation, shape),
      group: depthwise ? kernel.shape[2]! : 1,
    },
  );
  return writeOnnxActivation(graph, name, convolved, activation, 3);
}

export function writeOnnxDense(
  graph: OnnxGraph,
  name: string,
  { kernel, bias, activation }: Dense,
  input: string,
): string {
  const weights = graph.constant(`${name}/kernel`, kernel.values, kernel.shape);
  const product = graph.add(`${name}/product`, 'Gemm', [
    input,
    weights,
    graph.constant(`${name}/bias`, bias),
  ]);
  return writeOnnxActivation(graph, name, product, activation, 1);
}

export function writeOnnxPool(
  graph: OnnxGraph,
  name: string,
  { method, size, strides, padding }: Pool,
  input: string,
): string {
  const around = padding === 'same' ? same : { pads: pads(noPadding) };
  const window = { kernel_shape: [...size], strides: [...strides], ...around };
  if (method === 'maximum') return graph.add(name, 'MaxPool', [input], window);
  return graph.add(name, 'AveragePool', [input], { ...window, count_include_pad: 0 });
}

export function writeOnnxPad(
  graph: OnnxGraph,
  name: string,
  input: string,
  { top, bottom, left, right }: Padding,
): string {
  const around = whole(graph, `${name}/around`, [0, 0, top, left, 0, 0, bottom, right]);
  return graph.add(name, 'Pad', [input, around]);
}

const same = { auto_pad: 'SAME_UPPER' };

/**
 * Returns the padding by its name where it has one, so that the graph fits other input sizes too; ONNX Runtime dilates
 * by numbers only.
 */
function paddingOf(
  operation: Convolution,
  shape: readonly number[],
): Record<string, OnnxAttribute> {
  const dilated = operation.dilations.some((step) => step !== 1);
  const named = !dilated && paddingByName(operation, shape) === 'same';
  return named ? same : { pads: pads(operation.padding) };
}

function pads({ top, bottom, left, right }: Padding): number[] {
  return [top, left, bottom, right];
}

/** [height, width, channels, multiplier] to [channels * multiplier, 1, height, width]. */
function depthwiseKernel(kernel: Constant): Constant {
  const { values, shape } = turn(kernel, [2, 3, 0, 1]);
  const [channels, multiplier, height, width] = shape as [number, number, number, number];
  return { shape: [channels * multiplier, 1, height, width], values };
}

/** A kernel of four axes with its axes in another order. */
function turn(
  { shape, values }: Constant,
  order: readonly [number, number, number, number],
): Constant {
  const sizes = order.map((axis) => shape[axis]!) as [number, number, number, number];
  const strides = shape.map((_, axis) => shape.slice(axis + 1).reduce((a, b) => a * b, 1));
  const [a, b, c, d] = order.map((axis) => strides[axis]!) as [number, number, number, number];
  const turned = new Float32Array(values.length);
  let at = 0;
  for (let i = 0; i < sizes[0]; i++)
    for (let j = 0; j < sizes[1]; j++)
      for (let k = 0; k < sizes[2]; k++)
        for (let l = 0; l < sizes[3]; l++) turned[at++] = values[i * a + j * b + k * c + l * d]!;
  return { shape: sizes, values: turned };
}
