import type { NodeProto, OnnxModel, TensorProto } from '#tensors';

/** Operations that integers go through; of the first kind the weights are integers too. */
const weighted = ['Conv', 'Gemm', 'MatMul'];
const plain = ['Add', 'AveragePool', 'Concat', 'GlobalAveragePool', 'MaxPool'];

/** The values and operations of a network that are computed in integers. */
export interface QuantisedValues {
  /** The activations that become unsigned bytes. */
  readonly activations: ReadonlySet<string>;
  /** The operations, by their first output, whose weights become signed bytes. */
  readonly weighted: ReadonlySet<string>;
  /** The operations, by their first output, that only join or pool bytes. */
  readonly passing: ReadonlySet<string>;
  readonly constants: ReadonlyMap<string, TensorProto>;
}

/** Convolutions and products with constant weights, and what joins or pools their results. */
export function quantisedValues({ graph }: OnnxModel): QuantisedValues {
  const constants = new Map(graph.initializer.map((tensor) => [tensor.name, tensor]));
  const withWeights = graph.node.filter((node) => isWeighted(node, constants));
  const passing = graph.node.filter((node) => isPlain(node, constants));
  const inputs = [
    ...withWeights.map(({ input }) => input[0]!),
    ...passing.flatMap(({ input }) => input),
  ];
  return {
    activations: new Set(inputs.filter((name) => !constants.has(name))),
    weighted: new Set(withWeights.map(({ output }) => output[0]!)),
    passing: new Set(passing.map(({ output }) => output[0]!)),
    constants,
  };
}

function isWeighted(node: NodeProto, constants: ReadonlyMap<string, TensorProto>): boolean {
  const [, weights, bias] = node.input;
  if (!weighted.includes(node.opType) || !constants.has(weights!)) return false;
  if (bias !== undefined && bias !== '' && !constants.has(bias)) return false;
  const rank = constants.get(weights!)!.dims.length;
  // Products of other forms than x W + b are left as they are.
  return node.opType === 'Conv' || (rank === 2 && node.attribute.every(({ name }) => name !== 'alpha' && name !== 'beta')); // prettier-ignore
}

function isPlain(node: NodeProto, constants: ReadonlyMap<string, TensorProto>): boolean {
  return plain.includes(node.opType) && node.input.every((name) => !constants.has(name));
}
