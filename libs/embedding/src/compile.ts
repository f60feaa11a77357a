import { TouchstoneError, type BackboneManifest } from '#contracts';
import type { Tf } from '#tensors';
import type { LayersModelFiles } from './folder/backbone-files.js';
import { readProjection } from './folder/manifest-file.js';
import { addLayers } from './layers-model/network-of-layers.js';
import { readTopology, upstreamOf, type Topology } from './layers-model/topology.js';
import { layWeights, type Weights } from './layers-model/weights.js';
import { addHead, gridOf, type Grid, type HeadWeights } from './network/embedding-head.js';
import { foldNetwork } from './network/fold.js';
import { NetworkBuilder } from './network/network-builder.js';
import type { Network } from './network/operations.js';

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** A backbone at one input size, from pixels to embeddings, before any backend has it. */
export interface CompiledNetwork {
  /** The network, with the outputs `patches` [rows, columns, d] and `image` [e]. */
  readonly network: Network;
  readonly grid: Grid;
  readonly dimensions: number;
  readonly imageDimensions: number;
  /** The layers above the taps, for the comparison layer by layer. */
  readonly topology: Topology;
  readonly weights: Weights;
  readonly head: HeadWeights;
}

/**
 * Turns a LayersModel and its manifest into one folded network for images of `size`.
 * @throws TouchstoneError backbone-invalid, layer-unsupported.
 */
export async function compileNetwork(
  tf: Tf,
  files: LayersModelFiles,
  manifest: BackboneManifest,
  size: Size,
): Promise<CompiledNetwork> {
  const names = manifest.taps.map((tap) => tap.layer);
  const topology = upstreamOf(readTopology(files.topology), names);
  const weights = layWeights(tf, files.groups, files.bytes);
  const builder = new NetworkBuilder();
  const outputs = addLayers(builder, addPixels(builder, manifest, size), topology, weights);
  const taps = names.map((name) => outputs.get(name)!);
  for (const tap of taps) requireMap(tap, builder.shapeOf(tap));
  const grid = gridOf(
    taps.map((tap) => builder.shapeOf(tap)),
    size,
    manifest.gridStride,
  );
  const head = await readHead(files.folder, manifest, builder, taps, grid);
  const network = foldNetwork(builder.build(addHead(builder, taps, manifest, grid, head)));
  const [dimensions, imageDimensions] = lengthsOf(network);
  return { network, grid, dimensions, imageDimensions, topology, weights, head };
}

/**
 * Adds the network's input: RGB pixels in the network's colour order, less the mean, over the deviation. Two steps,
 * since the second folds into the first convolution whatever its padding, the first does not.
 */
export function addPixels(builder: NetworkBuilder, manifest: BackboneManifest, size: Size): string {
  const { scaling, colourOrder } = manifest;
  const ordered = (values: readonly number[]) =>
    colourOrder === 'rgb' ? [...values] : values.toReversed();
  const zero = new Float32Array(3);
  const shift = Float32Array.from(ordered(scaling.mean), (mean) => -mean);
  const scale = Float32Array.from(ordered(scaling.deviation), (deviation) => 1 / deviation);
  const pixels = builder.pixels('pixels', size.height, size.width);
  const inOrder =
    colourOrder === 'rgb' ? pixels : builder.add('bgr', { kind: 'reverse-channels' }, pixels);
  const centred = { kind: 'affine', scale: zero.map(() => 1), shift } as const;
  return builder.add(
    'scaled',
    { kind: 'affine', scale, shift: zero },
    builder.add('centred', centred, inOrder),
  );
}

export async function readHead(
  folder: string,
  manifest: BackboneManifest,
  builder: NetworkBuilder,
  taps: readonly string[],
  grid: Grid,
): Promise<HeadWeights> {
  const channels = taps.reduce((sum, tap) => sum + builder.shapeOf(tap)[2]!, 0);
  const { pooling, projection } = manifest.imageEmbedding;
  const flat = pooling === 'flatten-dense';
  if (flat && !projection)
    throw new TouchstoneError(
      'backbone-invalid',
      `Backbone "${manifest.name}" pools by flatten-dense, whose dense layer is imageEmbedding.projection; the manifest has none.`,
    );
  return {
    patches: await readProjection(folder, manifest.projection, channels),
    image: await readProjection(
      folder,
      projection,
      flat ? channels * grid.rows * grid.columns : channels,
    ),
  };
}

function requireMap(tap: string, shape: readonly number[]): void {
  if (shape.length === 3) return;
  throw new TouchstoneError(
    'backbone-invalid',
    `The tap "${tap}" gives [${shape.join(', ')}], not a map [height, width, channels]; tap a layer before the pooling.`,
  );
}

/** Returns the lengths d of the patches and e of the image embedding. */
export function lengthsOf(network: Network): [number, number] {
  const length = (output: string) =>
    network.nodes.find((node) => node.name === network.outputs[output])!.shape.at(-1)!;
  return [length('patches'), length('image')];
}
