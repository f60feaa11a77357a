import type { FrozenGraph } from '#tensors';
import type { Activation } from '../network/operations.js';
import { float, writeFold } from './graph-parts.js';

export function writeActivation(
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

/** Writes max(x, 0) - slope max(-x, 0). */
export function writePrelu(
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
