import { OnnxGraph } from '#tensors';
import type { Network, NetworkNode } from '../network/operations.js';
import {
  writeOnnxConvolution,
  writeOnnxDense,
  writeOnnxPad,
  writeOnnxPool,
} from './write-onnx-windows.js';
import { writeOnnxActivation, writeOnnxPrelu } from './write-onnx-activation.js';
import * as part from './write-onnx-parts.js';

/**
 * Writes a network as an ONNX graph. Its input `pixels` is uint8 [n, height, width, 3], the images' bytes; its
 * outputs are the network's, channels last. Inside, maps are [n, channels, height, width], as ONNX has them.
 */
export function writeOnnx(network: Network): Uint8Array {
  const graph = new OnnxGraph();
  const written = writeOnnxNodes(graph, network, new Map());
  return graph.toModel(onnxOutputs(graph, network, written));
}

/**
 * Writes a network's nodes onto a graph and gives the graph's value for each. Nodes of kind `given` stand for
 * values that are there already, under these names.
 */
export function writeOnnxNodes(
  graph: OnnxGraph,
  network: Network,
  given: ReadonlyMap<string, string>,
): ReadonlyMap<string, string> {
  const written = new Map(given);
  for (const node of network.nodes) {
    if (node.operation.kind === 'given') continue;
    const inputs = node.inputs.map((input) => written.get(input)!);
    written.set(node.name, writeNode(graph, node, inputs, network));
  }
  return written;
}

/** Returns the network's outputs, channels last. */
export function onnxOutputs(
  graph: OnnxGraph,
  network: Network,
  written: ReadonlyMap<string, string>,
) {
  return Object.entries(network.outputs).map(([name, node]) => {
    const shape = shapeOf(network, node);
    const from = part.channelsLast(graph, `output/${name}`, written.get(node)!, shape);
    return { name, from, type: 'float32' as const, shape: ['n', ...shape] };
  });
}

function shapeOf(network: Network, name: string): readonly number[] {
  return network.nodes.find((node) => node.name === name)!.shape;
}

function writeNode(
  graph: OnnxGraph,
  node: NetworkNode,
  inputs: readonly string[],
  network: Network,
): string {
  const { name, operation, shape } = node;
  const [input] = inputs as [string, ...string[]];
  const shapesIn = node.inputs.map((of) => shapeOf(network, of));
  switch (operation.kind) {
    case 'pixels':
      return part.writePixels(graph, shape);
    case 'given':
      throw new RangeError(`the value "${name}" was not given`);
    case 'convolution':
    case 'depthwise':
      return writeOnnxConvolution(graph, name, operation, input, shapesIn[0]!);
    case 'dense':
      return writeOnnxDense(graph, name, operation, input);
    case 'pool':
      return writeOnnxPool(graph, name, operation, input);
    case 'affine':
      return part.writeAffine(graph, name, input, operation, shape);
    case 'activation':
      return writeOnnxActivation(graph, name, input, operation.activation, shape.length);
    case 'prelu':
      return writeOnnxPrelu(graph, name, input, operation.slopes);
    case 'pad':
      return writeOnnxPad(graph, name, input, operation.padding);
    case 'global':
      return part.writeGlobal(graph, name, input, operation.method);
    case 'add':
    case 'multiply': {
      const type = operation.kind === 'add' ? 'Add' : 'Mul';
      return inputs.reduce((sum, next) => graph.add(name, type, [sum, next]));
    }
    case 'concatenate':
      return graph.add(name, 'Concat', inputs, { axis: part.channelAxis(shape) });
    case 'reshape':
      return part.writeReshape(graph, name, input, shapesIn[0]!, shape);
    case 'resize':
      return part.writeResize(graph, name, input, shape);
    case 'reverse-channels':
      return part.writeReverse(graph, name, input, shape);
    case 'unit-length':
      return part.writeUnitLength(graph, name, input, shape);
  }
}
