import type { BackboneManifest } from '#contracts';
import type { Tensor, Tensor2D, Tensor4D, Tf } from '#tensors';
import type { CompiledNetwork, Size } from '../compile.js';
import type { Grid, ProjectionWeights } from '../network/embedding-head.js';
import { layerByLayer } from './layer-by-layer.js';

/**
 * Computes the embeddings by the slow, obvious way: `LayersModel.predict` to the taps, then one TensorFlow.js operation
 * after the other, with nothing folded. `pixels` is [n, height, width, 3], 0 to 255. The caller owns both results.
 */
export async function embedByLayers(
  tf: Tf,
  compiled: CompiledNetwork,
  manifest: BackboneManifest,
  size: Size,
  pixels: Tensor4D,
): Promise<{ patches: Tensor4D; image: Tensor2D }> {
  const taps = manifest.taps.map((tap) => tap.layer);
  const layers = await layerByLayer(tf, compiled.topology, compiled.weights, taps, size);
  try {
    return tf.tidy(() => {
      const maps = layers.run(scaled(tf, manifest, pixels));
      return embedMaps(tf, compiled, manifest, maps);
    });
  } finally {
    layers.dispose();
  }
}

/** Returns pixels of 0 to 255 as the network's first layer takes them. */
export function scaled(tf: Tf, manifest: BackboneManifest, pixels: Tensor4D): Tensor4D {
  const { mean, deviation } = manifest.scaling;
  const input = pixels.sub(tf.tensor1d(mean)).div<Tensor4D>(tf.tensor1d(deviation));
  return manifest.colourOrder === 'rgb' ? input : tf.reverse(input, 3);
}

/** Computes the embeddings from the taps' maps, one TensorFlow.js operation after the other. */
export function embedMaps(
  tf: Tf,
  compiled: Pick<CompiledNetwork, 'grid' | 'head'>,
  manifest: BackboneManifest,
  maps: readonly Tensor4D[],
): { patches: Tensor4D; image: Tensor2D } {
  const joined = joinedTaps(tf, compiled.grid, manifest, maps);
  const patches = project(tf, joined, compiled.head.patches);
  const image = project(tf, pooled(joined, manifest), compiled.head.image);
  return {
    patches: (manifest.l2Norm ? unit(patches) : patches) as Tensor4D,
    image: (manifest.imageEmbedding.l2Norm ? unit(image) : image) as Tensor2D,
  };
}

/** Joins the taps' maps on one grid, after the neighbourhood mean, channel beside channel. */
export function joinedTaps(
  tf: Tf,
  grid: Grid,
  { taps, neighbourhood: side }: BackboneManifest,
  maps: readonly Tensor4D[],
): Tensor4D {
  const onGrid = maps.map((map, i) => toGrid(tf, map, taps[i]!.resize, grid));
  const near = side === 1 ? onGrid : onGrid.map((map) => tf.avgPool(map, side, 1, 'same'));
  return tf.concat4d(near, 3);
}

function toGrid(
  tf: Tf,
  map: Tensor4D,
  how: 'mean' | 'bilinear',
  { rows, columns }: Grid,
): Tensor4D {
  const [, height, width] = map.shape;
  if (height === rows && width === columns) return map;
  const block: [number, number] = [Math.ceil(height / rows), Math.ceil(width / columns)];
  const divides = Math.ceil(height / block[0]) === rows && Math.ceil(width / block[1]) === columns;
  return how === 'mean' && divides && height >= rows && width >= columns
    ? tf.avgPool(map, block, block, 'same')
    : tf.image.resizeBilinear(map, [rows, columns], false, true);
}

function pooled(joined: Tensor4D, manifest: BackboneManifest): Tensor {
  switch (manifest.imageEmbedding.pooling) {
    case 'gap':
      return joined.mean([1, 2]);
    case 'gmp':
      return joined.max([1, 2]);
    case 'flatten-dense':
      return joined.reshape([joined.shape[0], -1]);
  }
}

function project(tf: Tf, from: Tensor, weights: ProjectionWeights | undefined): Tensor {
  if (!weights) return from;
  return weights.reduce((input, { kernel, bias }, i) => {
    const [inputs, dimensions] = kernel.shape as [number, number];
    const matrix = tf.tensor2d(kernel.values, [inputs, dimensions]);
    const given = i > 0 ? tf.relu(input) : input;
    const flat = given.reshape([-1, inputs]).matMul(matrix).add(tf.tensor1d(bias));
    return flat.reshape([...from.shape.slice(0, -1), dimensions]);
  }, from);
}

function unit(vectors: Tensor): Tensor {
  return vectors.div(vectors.norm('euclidean', -1, true).maximum(1e-12));
}
