import type { FrozenGraph, GraphAttribute } from '#tensors';

export const float: GraphAttribute = { type: 'float32' };
export const index: GraphAttribute = { type: 'int32' };

/** Writes a two-sided operation over any number of inputs, left to right. */
export function writeFold(
  graph: FrozenGraph,
  name: string,
  operation: string,
  inputs: readonly string[],
): string {
  return inputs.reduce((sum, input) => graph.add(name, operation, [sum, input], { T: float }));
}

export function axis(graph: FrozenGraph, name: string, of: number): string {
  return graph.constant(`${name}/axis`, Int32Array.of(of), []);
}

export function sizes(graph: FrozenGraph, name: string, shape: readonly number[]): string {
  return graph.constant(`${name}/shape`, Int32Array.of(-1, ...shape));
}
