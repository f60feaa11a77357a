import type { Tf } from '#tensors';
import type { Moments, NativeKernels } from './native-kernels.js';
import { inputName, type ConvolutionNode, type StudentGraph } from './student-graph.js';
import { parameterSlots, type ParameterRole } from './student-parameters.js';
import type { Tensor, Tensor1D, Tensor4D } from '../fitting/tensor-types.js';

/**
 * The scaling of the pixels that the student sees: `(pixel - mean) / deviation` of RGB, 0 to 255; 0.45 and 0.25 of the
 * range.
 */
export const studentScaling = { mean: 114.75, deviation: 63.75 };

interface Pass {
  readonly tf: Tf;
  readonly kernels: NativeKernels;
  readonly parameters: Map<string, Tensor>;
  readonly onMoments: (moments: Moments) => void;
}

/**
 * Runs the student as it trains, batch norm with the batch's moments. Pixels `[images, h, w, 3]` of 0 to 255 give
 * `[images, h / 16, w / 16, embedding]`. Moments come in the order of the normalised nodes. Splitting one parameter
 * vector makes its gradient one vector too, so that the optimiser is a dozen operations instead of a dozen for each of
 * forty arrays.
 */
export function studentForward(
  tf: Tf,
  kernels: NativeKernels,
  graph: StudentGraph,
  vector: Tensor1D,
  pixels: Tensor4D,
  onMoments: (moments: Moments) => void,
): Tensor4D {
  const pass = { tf, kernels, parameters: splitParameters(tf, graph, vector), onMoments };
  const scaled = pixels.sub(studentScaling.mean).div<Tensor4D>(studentScaling.deviation);
  const outputs = new Map<string, Tensor4D>([[inputName, scaled]]);
  let last = scaled;
  for (const node of graph) {
    last = runNode(pass, node, outputs);
    outputs.set(node.name, last);
  }
  return last;
}

function runNode(
  pass: Pass,
  node: StudentGraph[number],
  outputs: ReadonlyMap<string, Tensor4D>,
): Tensor4D {
  const output = (name: string): Tensor4D => outputs.get(name)!;
  switch (node.kind) {
    case 'convolution':
      return runConvolution(pass, node, output(node.from));
    case 'add': {
      const sum = output(node.from[0]).add<Tensor4D>(output(node.from[1]));
      return node.relu ? pass.kernels.relu(sum) : sum;
    }
    case 'mean':
      return pass.tf.avgPool(output(node.from), 2, 2, 'same');
  }
}

function runConvolution(pass: Pass, node: ConvolutionNode, input: Tensor4D): Tensor4D {
  const parameter = (role: ParameterRole): Tensor => pass.parameters.get(key(node.name, role))!;
  const kernel = parameter('kernel') as Tensor4D;
  const raw = pass.tf.conv2d(input, kernel, node.stride, 'same');
  const shifted = node.batchNorm
    ? pass.kernels.batchNorm(raw, parameter('scale'), parameter('offset'), pass.onMoments)
    : raw.add<Tensor4D>(parameter('bias'));
  return node.relu ? pass.kernels.relu(shifted) : shifted;
}

function splitParameters(tf: Tf, graph: StudentGraph, vector: Tensor1D): Map<string, Tensor> {
  const slots = parameterSlots(graph);
  const parts = tf.split(
    vector,
    slots.map(({ length }) => length),
  );
  return new Map(
    slots.map((slot, index) => [key(slot.node, slot.role), parts[index]!.reshape([...slot.shape])]),
  );
}

function key(node: string, role: ParameterRole): string {
  return `${node}/${role}`;
}
