import type { Tf } from '#tensors';
import type { Checkpoint } from './checkpoint.js';
import { foldedConvolutions, type FoldedConvolution } from './batch-norm-folding.js';
import { inputName, studentGraph, type StudentNode } from './student-graph.js';
import type { LayersModel } from '../fitting/tensor-types.js';

type Symbolic = ReturnType<Tf['input']>;

/**
 * Builds the student as a LayersModel of ordinary layers: convolutions with bias, ReLU, Add and AveragePooling2D, batch
 * norm folded in, the averaged weights. `[null, null, null, 3]` scaled pixels give `[null, h / 16, w / 16, embedding]`.
 * The caller disposes it.
 */
export function studentModel(tf: Tf, checkpoint: Checkpoint): LayersModel {
  const graph = studentGraph(checkpoint.settings.widths);
  const image = tf.input({ shape: [null, null, 3], name: inputName });
  const outputs = new Map<string, Symbolic>([[inputName, image]]);
  let last = image;
  for (const node of graph) {
    last = applyNode(tf, node, outputs);
    outputs.set(node.name, last);
  }
  const model = tf.model({ inputs: image, outputs: last, name: 'touchstone_small' });
  setWeights(tf, model, foldedConvolutions(graph, checkpoint.values));
  return model;
}

function applyNode(tf: Tf, node: StudentNode, outputs: Map<string, Symbolic>): Symbolic {
  const from = (name: string): Symbolic => outputs.get(name)!;
  switch (node.kind) {
    case 'convolution': {
      const { name, kernel, stride, filters, relu } = node;
      const shape = { filters, kernelSize: kernel, strides: stride, padding: 'same' } as const;
      const activation = relu ? 'relu' : 'linear';
      return tf.layers.conv2d({ name, ...shape, activation }).apply(from(node.from)) as Symbolic;
    }
    case 'add': {
      const name = node.relu ? `${node.name}_sum` : node.name;
      const sum = tf.layers.add({ name }).apply(node.from.map(from)) as Symbolic;
      return node.relu ? (tf.layers.reLU({ name: node.name }).apply(sum) as Symbolic) : sum;
    }
    case 'mean': {
      const settings = { name: node.name, poolSize: 2, strides: 2, padding: 'same' } as const;
      return tf.layers.averagePooling2d(settings).apply(from(node.from)) as Symbolic;
    }
  }
}

function setWeights(tf: Tf, model: LayersModel, convolutions: readonly FoldedConvolution[]): void {
  for (const { node, kernel, bias } of convolutions) {
    tf.tidy(() => {
      const shape = [node.kernel, node.kernel, node.inputs, node.filters];
      model.getLayer(node.name).setWeights([tf.tensor(kernel, shape), tf.tensor1d(bias)]);
    });
  }
}
