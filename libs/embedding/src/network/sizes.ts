import {
  noPadding,
  type Convolution,
  type Operation,
  type Padding,
  type Pair,
} from './operations.js';

type Shape = readonly number[];

/** Returns the padding that TensorFlow's SAME stands for; the odd cell goes to the bottom and right. */
export function samePadding(
  [height, width]: Shape,
  kernel: Pair,
  strides: Pair,
  dilations: Pair = [1, 1],
): Padding {
  const [top, bottom] = sameAlong(height!, kernel[0], strides[0], dilations[0]);
  const [left, right] = sameAlong(width!, kernel[1], strides[1], dilations[1]);
  return { top, bottom, left, right };
}

function sameAlong(size: number, kernel: number, stride: number, dilation: number): Pair {
  const reach = (kernel - 1) * dilation + 1;
  const total = Math.max(0, (Math.ceil(size / stride) - 1) * stride + reach - size);
  return [Math.floor(total / 2), Math.ceil(total / 2)];
}

/** Returns TensorFlow's name for the padding of a convolution, where it has one. */
export function paddingByName(
  { kernel, strides, dilations, padding }: Convolution,
  input: Shape,
): 'same' | 'valid' | undefined {
  const same = samePadding(input, [kernel.shape[0]!, kernel.shape[1]!], strides, dilations);
  const is = (other: Padding) =>
    padding.top === other.top &&
    padding.bottom === other.bottom &&
    padding.left === other.left &&
    padding.right === other.right;
  return is(noPadding) ? 'valid' : is(same) ? 'same' : undefined;
}

/** Returns the shape of what an operation gives, without the batch. @throws RangeError when its inputs do not fit. */
export function shapeAfter(operation: Operation, inputs: readonly Shape[]): Shape {
  const first = inputs[0] ?? [];
  switch (operation.kind) {
    case 'convolution':
    case 'depthwise':
      return afterConvolution(operation, first);
    case 'dense':
      return [...first.slice(0, -1), operation.kernel.shape[1]!];
    case 'pool':
      return afterPool(operation, first);
    case 'pad':
      return padded(first, operation.padding);
    case 'global':
      return [first[2]!];
    case 'add':
    case 'multiply':
      return inputs.reduce(broadcast);
    case 'concatenate':
      return concatenated(inputs);
    case 'reshape':
      return reshaped(operation.shape, first);
    case 'resize':
      return [operation.rows, operation.columns, first[2]!];
    case 'pixels':
    case 'given':
    case 'affine':
    case 'activation':
    case 'prelu':
    case 'reverse-channels':
    case 'unit-length':
      return first;
  }
}

function afterConvolution(
  operation: Extract<Operation, { kind: 'convolution' | 'depthwise' }>,
  input: Shape,
): Shape {
  const [kernelHeight, kernelWidth, channelsIn, last] = operation.kernel.shape as [
    number,
    number,
    number,
    number,
  ];
  if (input[2] !== channelsIn)
    throw new RangeError(`its kernel is for ${channelsIn} channels, its input has ${input[2]}`);
  const [height, width] = padded(input, operation.padding);
  return [
    steps(height!, (kernelHeight - 1) * operation.dilations[0] + 1, operation.strides[0]),
    steps(width!, (kernelWidth - 1) * operation.dilations[1] + 1, operation.strides[1]),
    operation.kind === 'depthwise' ? channelsIn * last : last,
  ];
}

function afterPool(operation: Extract<Operation, { kind: 'pool' }>, input: Shape): Shape {
  const { size, strides, padding } = operation;
  const [height, width] =
    padding === 'same' ? padded(input, samePadding(input, size, strides)) : input;
  return [steps(height!, size[0], strides[0]), steps(width!, size[1], strides[1]), input[2]!];
}

function steps(size: number, reach: number, stride: number): number {
  const count = Math.floor((size - reach) / stride) + 1;
  if (count < 1)
    throw new RangeError(`its input of ${size} is smaller than its window of ${reach}`);
  return count;
}

function padded(shape: Shape, padding: Padding): Shape {
  return [
    shape[0]! + padding.top + padding.bottom,
    shape[1]! + padding.left + padding.right,
    ...shape.slice(2),
  ];
}

function broadcast(a: Shape, b: Shape): Shape {
  const fits = a.length === b.length && a.every((n, i) => n === b[i] || n === 1 || b[i] === 1);
  if (!fits) throw new RangeError(`its inputs [${a.join()}] and [${b.join()}] do not fit`);
  return a.map((n, i) => Math.max(n, b[i]!));
}

function concatenated(inputs: readonly Shape[]): Shape {
  const places = new Set(inputs.map((shape) => shape.slice(0, -1).join()));
  if (places.size > 1) throw new RangeError('its inputs have different sizes');
  return [...inputs[0]!.slice(0, -1), inputs.reduce((sum, shape) => sum + shape.at(-1)!, 0)];
}

/** Returns the shape that is wanted; at most one of its sizes may be -1: whatever is left. */
function reshaped(wanted: Shape, input: Shape): Shape {
  const size = product(input);
  const known = product(wanted.filter((n) => n !== -1));
  const shape = wanted.map((n) => (n === -1 ? size / known : n));
  if (product(shape) !== size || shape.some((n) => !Number.isInteger(n)))
    throw new RangeError(`[${input.join()}] cannot become [${wanted.join()}]`);
  return shape;
}

export function product(sizes: Shape): number {
  return sizes.reduce((a, b) => a * b, 1);
}
