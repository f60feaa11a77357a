import type { OnnxGraph } from '#tensors';
import type { Activation, Constant } from '../network/operations.js';

/** Writes an activation; `rank` is that of the value without the batch. */
export function writeOnnxActivation(
  graph: OnnxGraph,
  name: string,
  input: string,
  activation: Activation,
  rank: number,
): string {
  const one = (operation: string, attributes = {}) =>
    graph.add(name, operation, [input], attributes);
  switch (activation.kind) {
    case 'linear':
      return input;
    case 'relu':
      return activation.ceiling === Infinity
        ? one('Relu')
        : writeClip(graph, name, input, activation.ceiling);
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
      return one('Softmax', { axis: rank === 3 ? 1 : rank });
    case 'swish':
      return graph.add(name, 'Mul', [input, graph.add(`${name}/gate`, 'Sigmoid', [input])]);
  }
}

function writeClip(graph: OnnxGraph, name: string, input: string, ceiling: number): string {
  const bounds = [0, ceiling].map((bound, i) =>
    graph.constant(`${name}/${i === 0 ? 'floor' : 'ceiling'}`, Float32Array.of(bound), []),
  );
  return graph.add(name, 'Clip', [input, ...bounds]);
}

/** Writes a PReLU; its slopes, [height or 1, width or 1, channels] of a map, get their channels first. */
export function writeOnnxPrelu(
  graph: OnnxGraph,
  name: string,
  input: string,
  slopes: Constant,
): string {
  const given = graph.constant(`${name}/slopes`, slopes.values, slopes.shape);
  const first =
    slopes.shape.length === 3
      ? graph.add(`${name}/slopes/first`, 'Transpose', [given], { perm: [2, 0, 1] })
      : given;
  return graph.add(name, 'PRelu', [input, first]);
}
