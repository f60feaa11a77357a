import type { Tf } from '#tensors';
import { unitRows } from '../objectives/unit-rows.js';
import { randomOf, type Random } from '#numbers';
import type { Tensor1D, Tensor2D } from '../fitting/tensor-types.js';
import { orthonormalRows } from './orthonormal.js';

/** A projection: `W v + b`, or `W2 relu(W1 v + b1) + b2` where it has hidden units. */
export interface HeadShape {
  readonly inputs: number;
  /** The length of the hidden layer; null for a linear head. */
  readonly hidden: number | null;
  readonly dimensions: number;
  /** Tells whether embeddings are taken at unit length. */
  readonly l2Norm: boolean;
}

/** A projection with its numbers, in the order of a backbone manifest's projection file. */
export interface Head {
  readonly shape: HeadShape;
  /** The numbers of each layer: W `[out, in]` row by row, then b `[out]`. */
  readonly values: Float32Array;
}

interface Layer {
  readonly inputs: number;
  readonly outputs: number;
}

const initialStream = 21;

/** Layers in running order. */
export function layersOf({ inputs, hidden, dimensions }: HeadShape): Layer[] {
  if (hidden === null) return [{ inputs, outputs: dimensions }];
  return [
    { inputs, outputs: hidden },
    { inputs: hidden, outputs: dimensions },
  ];
}

export function headLength(shape: HeadShape): number {
  return layersOf(shape).reduce((sum, { inputs, outputs }) => sum + outputs * (inputs + 1), 0);
}

/**
 * Returns the untrained projection of a seed. Linear: orthonormal rows, so that it keeps distances as well as so many
 * dimensions can (all of them where there are as many as inputs). MLP: He et al. (2015).
 */
export function initialHead(shape: HeadShape, seed: number): Head {
  const random = randomOf(seed, initialStream);
  const layers = layersOf(shape).map((layer) =>
    shape.hidden === null
      ? orthonormalRows(layer.outputs, layer.inputs, random)
      : heWeights(layer, random),
  );
  const values = new Float32Array(headLength(shape));
  let start = 0;
  layersOf(shape).forEach(({ inputs, outputs }, i) => {
    values.set(layers[i]!, start);
    start += outputs * (inputs + 1);
  });
  return { shape, values };
}

function heWeights({ inputs, outputs }: Layer, random: Random): Float32Array {
  const deviation = Math.sqrt(2 / inputs);
  return Float32Array.from({ length: inputs * outputs }, () => deviation * random.normal());
}

/** Returns 1 where weight decay applies (weights), 0 for biases. */
export function headDecayMask(shape: HeadShape): Float32Array {
  const mask = new Float32Array(headLength(shape));
  let start = 0;
  for (const { inputs, outputs } of layersOf(shape)) {
    mask.fill(1, start, start + inputs * outputs);
    start += outputs * (inputs + 1);
  }
  return mask;
}

/** Embeddings `[n, dimensions]` of vectors `[n, inputs]`; `values` as in `Head`. */
export function headForward(
  tf: Tf,
  shape: HeadShape,
  values: Tensor1D,
  vectors: Tensor2D,
): Tensor2D {
  let [output, start] = [vectors, 0];
  layersOf(shape).forEach(({ inputs, outputs }, i) => {
    const kernel = values.slice(start, inputs * outputs).reshape<Tensor2D>([outputs, inputs]);
    const bias = values.slice(start + inputs * outputs, outputs);
    if (i > 0) output = tf.relu(output);
    output = output.matMul<Tensor2D>(kernel, false, true).add<Tensor2D>(bias);
    start += outputs * (inputs + 1);
  });
  return shape.l2Norm ? unitRows(tf, output) : output;
}

/** Puts vectors `[n, inputs]` through a head, row-major `[n, dimensions]`; owns its tensors. */
export function applyHead(tf: Tf, { shape, values }: Head, vectors: Float32Array): Float32Array {
  return tf.tidy(() => {
    const rows = tf.tensor2d(vectors, [vectors.length / shape.inputs, shape.inputs]);
    const output = headForward(tf, shape, tf.tensor1d(values), rows);
    return Float32Array.from(output.dataSync());
  });
}
