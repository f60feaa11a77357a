import type { FrozenGraph } from '#tensors';
import { axis, float, index, writeFold } from './graph-parts.js';

export function writeAffine(
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

/** Writes one number where all channels have the same: TensorFlow's broadcast along three channels is slow. */
function writePerChannel(graph: FrozenGraph, name: string, values: Float32Array): string {
  const uniform = values.every((value) => value === values[0]);
  return uniform
    ? graph.constant(name, values.slice(0, 1), [])
    : graph.constant(name, values, [values.length]);
}

/** Writes x / max(|x|, 1e-12). */
export function writeUnitLength(
  graph: FrozenGraph,
  name: string,
  input: string,
  rank: number,
): string {
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
