import type { BackboneManifest } from '#contracts';
import type { OnnxValue, Tensor4D, Tf } from '#tensors';
import { lengthsOf, readHead } from '../compile.js';
import { addHead, type HeadWeights } from '../network/embedding-head.js';
import { foldNetwork } from '../network/fold.js';
import { NetworkBuilder } from '../network/network-builder.js';
import type { Network } from '../network/operations.js';
import type { Places, TapPlace } from './places.js';

/** The network that stands behind the taps of an imported network. */
export interface HeadOfTaps {
  /** The network from the taps, by their names, to `patches` and `image`. */
  readonly network: Network;
  readonly weights: HeadWeights;
  readonly dimensions: number;
  readonly imageDimensions: number;
}

/**
 * Builds the network behind the taps.
 * @throws TouchstoneError backbone-invalid where a projection's file is not the manifest's.
 */
export async function headOfTaps(
  folder: string,
  manifest: BackboneManifest,
  { taps, grid }: Places,
): Promise<HeadOfTaps> {
  const builder = new NetworkBuilder();
  const names = taps.map(({ layer, shape }) => builder.given(layer, shape));
  const weights = await readHead(folder, manifest, builder, names, grid);
  const network = foldNetwork(builder.build(addHead(builder, names, manifest, grid, weights)));
  const [dimensions, imageDimensions] = lengthsOf(network);
  return { network, weights, dimensions, imageDimensions };
}

/** Returns a tap's values as a map [n, height, width, channels]. */
export function asMap(tf: Tf, { values, shape }: OnnxValue, place: TapPlace): Tensor4D {
  const [rows, columns, channels] = place.shape;
  const tensor = tf.tensor(values, [...shape]);
  switch (place.form) {
    case 'channels-first':
      return tensor.transpose<Tensor4D>([0, 2, 3, 1]);
    case 'channels-last':
      return tensor as Tensor4D;
    case 'tokens': {
      const places = tensor.slice([0, place.before, 0], [-1, rows * columns, -1]);
      return places.reshape([shape[0]!, rows, columns, channels]);
    }
  }
}
