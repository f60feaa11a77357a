import { createHash } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { backboneManifest } from '#contracts';
import { loadTensorRuntime, type Tf } from '#tensors';

/** Pixels of its input; the grid is a sixteenth of it. */
export const tinySize = 64;

/**
 * Writes a backbone of two random convolutions, stride 16, 16 channels, into `<folder>/<name>`: enough of a
 * CNN to tell a texture from a stain, and compiled in a moment. The same seed gives the same bytes.
 */
export async function writeTinyBackbone(folder: string, name = 'tiny', seed = 1): Promise<void> {
  const { tf } = await loadTensorRuntime();
  const target = join(folder, name);
  await mkdir(target, { recursive: true });
  const { json, weights } = await saved(tinyNetwork(tf, seed));
  await writeFile(join(target, 'model.json'), json);
  await writeFile(join(target, 'weights.bin'), weights);
  const sha256 = createHash('sha256').update(json).update(weights).digest('hex');
  await writeFile(join(target, 'manifest.json'), JSON.stringify(manifestOf(name, sha256)));
}

function tinyNetwork(tf: Tf, seed: number) {
  const convolution = (filters: number, index: number) => ({
    filters,
    kernelSize: 5,
    strides: 4,
    padding: 'same' as const,
    activation: 'relu' as const,
    name: `convolution_${index}`,
    kernelInitializer: tf.initializers.heNormal({ seed: seed * 10 + index }),
    biasInitializer: tf.initializers.zeros(),
  });
  return tf.sequential({
    name: 'tiny',
    layers: [
      tf.layers.conv2d({ ...convolution(8, 1), inputShape: [tinySize, tinySize, 3] }),
      tf.layers.conv2d(convolution(16, 2)),
    ],
  });
}

async function saved(network: ReturnType<typeof tinyNetwork>) {
  let json = '';
  let weights = Buffer.alloc(0);
  await network.save({
    save: ({ modelTopology, weightSpecs, weightData }) => {
      const weightsManifest = [{ paths: ['weights.bin'], weights: weightSpecs }];
      json = JSON.stringify({ format: 'layers-model', modelTopology, weightsManifest });
      weights = Buffer.from(weightData as ArrayBuffer);
      return Promise.resolve({
        modelArtifactsInfo: { dateSaved: new Date(0), modelTopologyType: 'JSON' },
      });
    },
  });
  network.dispose();
  return { json, weights };
}

function manifestOf(name: string, sha256: string) {
  return backboneManifest.parse({
    format: 'touchstone-backbone/1',
    name,
    version: '1',
    sha256,
    inputSize: { width: tinySize, height: tinySize },
    scaling: { mean: [127.5, 127.5, 127.5], deviation: [127.5, 127.5, 127.5] },
    taps: [{ layer: 'convolution_2' }],
    gridStride: 16,
    provenance: { source: 'random numbers of a test', licence: 'Apache-2.0' },
  });
}
