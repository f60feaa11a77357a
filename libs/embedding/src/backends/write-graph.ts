import { FrozenGraph } from '#tensors';
import type { Network, NetworkNode } from '../network/operations.js';
import { axis, float, index, sizes, writeFold } from './graph-parts.js';
import { writeActivation, writePrelu } from './write-activation.js';
import { finish, writeConvolution, writePad } from './write-convolution.js';
import { writeAffine, writeUnitLength } from './write-per-channel.js';
import { wordsOf, writePixels } from './write-pixels.js';

/**
 * Writes a network as a frozen SavedModel. Its input `pixels` is int32 [n, words]: the images' bytes
 * (RGB, row-major), four to a word, little-endian, so that no byte is converted outside the graph (tfjs
 * has no uint8 tensors). Its outputs are the network's.
 */
export function writeSavedModel(network: Network): Uint8Array {
  const graph = new FrozenGraph();
  const written = new Map<string, string>();
  for (const node of network.nodes) {
    const inputs = node.inputs.map((input) => written.get(input)!);
    written.set(node.name, writeNode(graph, node, inputs, network));
  }
  const outputs = Object.entries(network.outputs).map(([name, node]) => ({
    name,
    node: graph.add(`output/${name}`, 'Identity', [written.get(node)!], { T: float }),
    type: 'float32' as const,
    shape: [-1, ...shapeOf(network, node)],
  }));
  const words = wordsOf(network.nodes.find((node) => node.operation.kind === 'pixels')!.shape);
  return graph.toSavedModel(
    [{ name: 'pixels', node: 'pixels', type: 'int32', shape: [-1, words] }],
    outputs,
  );
}

function shapeOf(network: Network, name: string): readonly number[] {
  return network.nodes.find((node) => node.name === name)!.shape;
}

function writeNode(
  graph: FrozenGraph,
  node: NetworkNode,
  inputs: readonly string[],
  network: Network,
): string {
  const { name, operation, shape } = node;
  const [input] = inputs as [string, ...string[]];
  const shapesIn = node.inputs.map((of) => shapeOf(network, of));
  switch (operation.kind) {
    case 'pixels':
      return writePixels(graph, shape);
    case 'given':
      throw new RangeError(`a frozen graph has no value "${name}" from outside`);
    case 'convolution':
    case 'depthwise':
      return writeConvolution(graph, name, operation, input, shapesIn[0]!);
    case 'dense': {
      const kernel = graph.constant(
        `${name}/kernel`,
        operation.kernel.values,
        operation.kernel.shape,
      );
      const product = graph.add(`${name}/product`, 'MatMul', [input, kernel], { T: float });
      return finish(graph, name, product, operation.bias, operation.activation);
    }
    case 'pool':
      return graph.add(name, operation.method === 'mean' ? 'AvgPool' : 'MaxPool', [input], {
        T: float,
        ksize: { integers: [1, ...operation.size, 1] },
        strides: { integers: [1, ...operation.strides, 1] },
        padding: { string: operation.padding.toUpperCase() },
      });
    case 'affine':
      return writeAffine(graph, name, input, operation.scale, operation.shift);
    case 'activation':
      return writeActivation(graph, name, input, operation.activation);
    case 'prelu':
      return writePrelu(graph, name, input, operation.slopes.values, operation.slopes.shape);
    case 'pad':
      return writePad(graph, name, input, operation.padding);
    case 'global':
      return graph.add(
        name,
        operation.method === 'mean' ? 'Mean' : 'Max',
        [input, graph.constant(`${name}/axes`, Int32Array.of(1, 2))],
        { T: float, Tidx: index, keep_dims: { truth: false } },
      );
    case 'add':
    case 'multiply':
      return writeFold(graph, name, operation.kind === 'add' ? 'AddV2' : 'Mul', inputs);
    case 'concatenate':
      return graph.add(name, 'ConcatV2', [...inputs, axis(graph, name, shape.length)], {
        T: float,
        Tidx: index,
        N: { integer: inputs.length },
      });
    case 'reshape':
      return graph.add(name, 'Reshape', [input, sizes(graph, name, shape)], {
        T: float,
        Tshape: index,
      });
    case 'resize':
      return graph.add(
        name,
        'ResizeBilinear',
        [input, graph.constant(`${name}/size`, Int32Array.of(operation.rows, operation.columns))],
        { T: float, half_pixel_centers: { truth: true } },
      );
    case 'reverse-channels':
      return graph.add(
        name,
        'ReverseV2',
        [input, graph.constant(`${name}/axis`, Int32Array.of(shape.length))],
        { T: float, Tidx: index },
      );
    case 'unit-length':
      return writeUnitLength(graph, name, input, shape.length);
  }
}
