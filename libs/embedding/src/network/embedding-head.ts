import type { BackboneManifest, Tap } from '#contracts';
import { denseOrPointwise } from '../layers/dense.js';
import type { NetworkBuilder } from './network-builder.js';
import { linear, type Activation, type Constant, type Pair } from './operations.js';

export interface Grid {
  readonly rows: number;
  readonly columns: number;
}

/** The numbers of a layer `z = W v + b`: the kernel is [in, out]. */
export interface ProjectionLayer {
  readonly kernel: Constant;
  readonly bias: Float32Array;
}

/** The layers of a projection: one, or two with ReLU between them. */
export type ProjectionWeights = readonly ProjectionLayer[];

const relu: Activation = { kind: 'relu', ceiling: Infinity };

export interface HeadWeights {
  readonly patches?: ProjectionWeights | undefined;
  readonly image?: ProjectionWeights | undefined;
}

/**
 * Adds what stands between the taps and the embeddings: one grid, neighbourhood mean, concatenation,
 * then projection and L2 norm for the patches [rows, columns, d], and pooling, projection and L2 norm
 * for the image [e]. The image is pooled from the patches before their projection.
 * Gives the two nodes by the names `patches` and `image`.
 */
export function addHead(
  network: NetworkBuilder,
  taps: readonly string[],
  manifest: BackboneManifest,
  grid: Grid,
  weights: HeadWeights,
): { patches: string; image: string } {
  const maps = taps.map((tap, i) => toGrid(network, tap, manifest.taps[i]!.resize, grid));
  const near = maps.map((map) => neighbourhoodMean(network, map, manifest.neighbourhood));
  const joined =
    near.length === 1 ? near[0]! : network.add('joined', { kind: 'concatenate' }, ...near);
  const projected = project(network, joined, weights.patches);
  const pooled = project(network, pool(network, joined, manifest), weights.image);
  return {
    patches: unitLength(network, projected, manifest.l2Norm),
    image: unitLength(network, pooled, manifest.imageEmbedding.l2Norm),
  };
}

/**
 * Returns the grid of a size: that of the first tap whose map has about `size / gridStride` cells, so that taps of
 * networks that round down (VGG) and up (padding SAME) keep their own; else size / gridStride rounded up.
 */
export function gridOf(
  shapes: readonly (readonly number[])[],
  size: { width: number; height: number },
  gridStride: number,
): Grid {
  const exact = [size.height / gridStride, size.width / gridStride];
  const fits = (shape: readonly number[]) => exact.every((n, i) => Math.abs(shape[i]! - n) < 1);
  const [rows, columns] = shapes.find(fits) ?? exact.map((n) => Math.max(1, Math.ceil(n)));
  return { rows: rows!, columns: columns! };
}

/** A finer map by the mean of whole blocks where it divides into them, else bilinear. */
function toGrid(network: NetworkBuilder, tap: string, how: Tap['resize'], grid: Grid): string {
  const [height, width] = network.shapeOf(tap);
  if (height === grid.rows && width === grid.columns) return tap;
  const block: Pair = [Math.ceil(height! / grid.rows), Math.ceil(width! / grid.columns)];
  const divides =
    Math.ceil(height! / block[0]) === grid.rows && Math.ceil(width! / block[1]) === grid.columns;
  if (how === 'mean' && divides && height! >= grid.rows && width! >= grid.columns)
    return network.add(
      `${tap}/blocks`,
      {
        kind: 'pool',
        method: 'mean',
        size: block,
        strides: block,
        padding: 'same',
      },
      tap,
    );
  return network.add(`${tap}/bilinear`, { kind: 'resize', ...grid }, tap);
}

function neighbourhoodMean(network: NetworkBuilder, map: string, side: number): string {
  if (side === 1) return map;
  return network.add(
    `${map}/neighbourhood`,
    {
      kind: 'pool',
      method: 'mean',
      size: [side, side],
      strides: [1, 1],
      padding: 'same',
    },
    map,
  );
}

function pool(network: NetworkBuilder, map: string, manifest: BackboneManifest): string {
  const { pooling } = manifest.imageEmbedding;
  if (pooling !== 'flatten-dense')
    return network.add(
      'pooled',
      { kind: 'global', method: pooling === 'gap' ? 'mean' : 'maximum' },
      map,
    );
  const size = network.shapeOf(map).reduce((a, b) => a * b, 1);
  return network.add('flat', { kind: 'reshape', shape: [size] }, map);
}

function project(
  network: NetworkBuilder,
  from: string,
  weights: ProjectionWeights | undefined,
): string {
  if (!weights) return from;
  const rank = network.shapeOf(from).length;
  return weights.reduce((input, { kernel, bias }, i) => {
    const after = i + 1 < weights.length ? relu : linear;
    return network.add('projected', denseOrPointwise(rank, kernel, bias, after), input);
  }, from);
}

function unitLength(network: NetworkBuilder, from: string, wanted: boolean): string {
  return wanted ? network.add('unit', { kind: 'unit-length' }, from) : from;
}
