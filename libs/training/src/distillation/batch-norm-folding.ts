import { batchNormEpsilon } from './native-kernels.js';
import type { ConvolutionNode, StudentGraph } from './student-graph.js';
import { parameterSlots, type ParameterRole } from './student-parameters.js';
import type { StateValues } from './student-state.js';

/** A convolution that needs no batch norm any more. */
export interface FoldedConvolution {
  readonly node: ConvolutionNode;
  /** The kernel `[kernel, kernel, inputs, filters]`, filters fastest. */
  readonly kernel: Float32Array;
  /** The bias `[filters]`. */
  readonly bias: Float32Array;
}

/**
 * Returns the student's averaged weights with batch norm folded in: with `g = scale / sqrt(variance + e)` the kernel
 * becomes `kernel * g` and the bias `offset - mean * g`, filter by filter.
 */
export function foldedConvolutions(graph: StudentGraph, values: StateValues): FoldedConvolution[] {
  const parameters = namedParameters(graph, values.averageWeights);
  let moment = 0;
  return graph
    .filter((node) => node.kind === 'convolution')
    .map((node) => {
      const of = (role: ParameterRole): Float32Array => parameters.get(`${node.name}/${role}`)!;
      if (!node.batchNorm) return { node, kernel: of('kernel'), bias: of('bias') };
      const mean = values.means.subarray(moment, moment + node.filters);
      const variance = values.variances.subarray(moment, moment + node.filters);
      moment += node.filters;
      return { node, ...fold(of('kernel'), of('scale'), of('offset'), mean, variance) };
    });
}

function fold(
  kernel: Float32Array,
  scale: Float32Array,
  offset: Float32Array,
  mean: Float32Array,
  variance: Float32Array,
): { kernel: Float32Array; bias: Float32Array } {
  const gain = scale.map(
    (value, filter) => value / Math.sqrt(variance[filter]! + batchNormEpsilon),
  );
  return {
    kernel: kernel.map((value, index) => value * gain[index % gain.length]!),
    bias: offset.map((value, filter) => value - mean[filter]! * gain[filter]!),
  };
}

function namedParameters(graph: StudentGraph, vector: Float32Array): Map<string, Float32Array> {
  let start = 0;
  return new Map(
    parameterSlots(graph).map(({ node, role, length }) => {
      const values = vector.subarray(start, start + length);
      start += length;
      return [`${node}/${role}`, values];
    }),
  );
}
