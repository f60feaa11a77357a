import type { BackboneManifest } from '#contracts';
import type { TensorRuntime } from '#tensors';
import { checkTolerance } from '../check.js';
import type { Size } from '../compile.js';
import { readOnnxNetwork } from '../folder/onnx-file.js';
import { asMap, headOfTaps } from '../imported/head-of-taps.js';
import { placesOf } from '../imported/places.js';
import { tapGraph } from '../imported/tap-graph.js';
import { tapsAsTheyLie } from '../imported/taps-as-they-lie.js';
import { embedMaps, scaled } from '../layers-model/embed-by-layers.js';
import type { NetworkSource, ReadyNetwork } from './network-source.js';

/**
 * Largest difference allowed where the network computes in integers: a sum that lies between two of its steps may
 * be rounded to the other one, and moves what follows.
 */
export const integerTolerance = 0.05;

/**
 * Reads an ONNX graph whose outputs are the taps, run by ONNX Runtime only: preprocessing is put before it and the head
 * behind it, in one graph. It is checked against the graph as it lies, run without any optimisation.
 * @throws TouchstoneError backbone-invalid where the file is not the manifest's.
 */
export async function onnxSource(
  folder: string,
  manifest: BackboneManifest,
): Promise<NetworkSource> {
  const bytes = await readOnnxNetwork(folder, manifest);
  return {
    onnxOnly: true,
    compile: (runtime, described, size) => compileOnnx(runtime, folder, bytes, described, size),
  };
}

async function compileOnnx(
  { tf, onnx }: TensorRuntime,
  folder: string,
  bytes: Uint8Array,
  manifest: BackboneManifest,
  size: Size,
): Promise<ReadyNetwork> {
  const lying = tapsAsTheyLie(tf, onnx!, bytes, manifest, size);
  const places = placesOf(lying.shapes, manifest, size);
  const { grid, taps } = places;
  const head = await headOfTaps(folder, manifest, places);
  const { dimensions, imageDimensions, network, weights } = head;
  return {
    grid,
    dimensions,
    imageDimensions,
    ...(lying.oneByOne ? { imagesPerCall: 1 } : {}),
    tolerance: manifest.precision === 'int8' ? integerTolerance : checkTolerance,
    onnx: () => tapGraph(bytes, manifest, size, places, network),
    expected(pixels) {
      const embedded = tf.tidy(() => {
        const values = lying.run(scaled(tf, manifest, pixels));
        const maps = values.map((value, i) => asMap(tf, value, taps[i]!));
        return embedMaps(tf, { grid, head: weights }, manifest, maps);
      });
      return Promise.resolve(embedded);
    },
    dispose: () => lying.dispose(),
  };
}
