import type { OnnxGraph } from '#tensors';

/** Returns the axis of the channels of a value with the batch before it: maps have them first, everything else last. */
export function channelAxis(shape: readonly number[]): number {
  return shape.length === 3 ? 1 : shape.length;
}

export function whole(graph: OnnxGraph, name: string, values: readonly number[]): string {
  return graph.constant(name, BigInt64Array.from(values, BigInt));
}

export function writePixels(graph: OnnxGraph, shape: readonly number[]): string {
  const bytes = graph.input({ name: 'pixels', type: 'uint8', shape: ['n', ...shape] });
  const floats = graph.add('pixels/float', 'Cast', [bytes], { to: 1 });
  return channelsFirst(graph, 'pixels/map', floats, shape);
}

export function channelsFirst(
  graph: OnnxGraph,
  name: string,
  input: string,
  shape: readonly number[],
): string {
  return shape.length === 3 ? graph.add(name, 'Transpose', [input], { perm: [0, 3, 1, 2] }) : input;
}

export function channelsLast(
  graph: OnnxGraph,
  name: string,
  input: string,
  shape: readonly number[],
): string {
  return shape.length === 3 ? graph.add(name, 'Transpose', [input], { perm: [0, 2, 3, 1] }) : input;
}

/** Writes scale x + shift per channel; what changes nothing is left out. */
export function writeAffine(
  graph: OnnxGraph,
  name: string,
  input: string,
  { scale, shift }: { scale: Float32Array; shift: Float32Array },
  shape: readonly number[],
): string {
  const step = (operation: string, from: string, by: Float32Array, neutral: number) =>
    by.every((value) => value === neutral)
      ? from
      : graph.add(name, operation, [from, writePerChannel(graph, `${name}/by`, by, shape)]);
  return step('Add', step('Mul', input, scale, 1), shift, 0);
}

function writePerChannel(
  graph: OnnxGraph,
  name: string,
  values: Float32Array,
  shape: readonly number[],
): string {
  if (values.every((value) => value === values[0])) return graph.constant(name, values.slice(0, 1));
  return graph.constant(name, values, shape.length === 3 ? [values.length, 1, 1] : [values.length]);
}

export function writeGlobal(
  graph: OnnxGraph,
  name: string,
  input: string,
  method: 'maximum' | 'mean',
): string {
  const pool = method === 'mean' ? 'GlobalAveragePool' : 'GlobalMaxPool';
  return graph.add(name, 'Flatten', [graph.add(`${name}/pool`, pool, [input])], { axis: 1 });
}

/** Writes a reshape in the order of channels last, which is what it means to the layers. */
export function writeReshape(
  graph: OnnxGraph,
  name: string,
  input: string,
  from: readonly number[],
  to: readonly number[],
): string {
  const last = channelsLast(graph, `${name}/last`, input, from);
  // Zero keeps the batch.
  const shaped = graph.add(name, 'Reshape', [last, whole(graph, `${name}/shape`, [0, ...to])]);
  return channelsFirst(graph, `${name}/first`, shaped, to);
}

/** Writes a resize to the rows and columns of `shape`: bilinear, half-pixel centres. */
export function writeResize(
  graph: OnnxGraph,
  name: string,
  input: string,
  [rows, columns]: readonly number[],
): string {
  const shape = graph.add(`${name}/shape`, 'Shape', [input]);
  const kept = graph.add(`${name}/kept`, 'Gather', [shape, whole(graph, `${name}/first`, [0, 1])]);
  const wanted = whole(graph, `${name}/cells`, [rows!, columns!]);
  const sizes = graph.add(`${name}/sizes`, 'Concat', [kept, wanted], { axis: 0 });
  return graph.add(name, 'Resize', [input, '', '', sizes], {
    mode: 'linear',
    coordinate_transformation_mode: 'half_pixel',
  });
}

export function writeReverse(
  graph: OnnxGraph,
  name: string,
  input: string,
  shape: readonly number[],
): string {
  const channels = shape.at(-1)!;
  const order = Array.from({ length: channels }, (_, c) => channels - 1 - c);
  return graph.add(name, 'Gather', [input, whole(graph, `${name}/order`, order)], {
    axis: channelAxis(shape),
  });
}

/** Writes x / max(|x|, 1e-12) along the channels. */
export function writeUnitLength(
  graph: OnnxGraph,
  name: string,
  input: string,
  shape: readonly number[],
): string {
  const axis = channelAxis(shape);
  const squares = graph.add(`${name}/squares`, 'Mul', [input, input]);
  const sum = writeSum(graph, `${name}/sum`, squares, axis);
  const least = graph.constant(`${name}/least`, Float32Array.of(1e-24));
  const length = graph.add(`${name}/length`, 'Sqrt', [
    graph.add(`${name}/safe`, 'Max', [sum, least]),
  ]);
  return graph.add(name, 'Div', [input, length]);
}

/** ReduceSum takes its axes as an input from version 13 of the operators on. */
function writeSum(graph: OnnxGraph, name: string, input: string, axis: number): string {
  if (graph.opset < 13) return graph.add(name, 'ReduceSum', [input], { axes: [axis], keepdims: 1 });
  return graph.add(name, 'ReduceSum', [input, whole(graph, `${name}/axes`, [axis])], {
    keepdims: 1,
  });
}
