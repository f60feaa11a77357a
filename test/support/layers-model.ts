import { createHash } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { BackboneManifestInput } from '#contracts';
import type { LayersModel, SymbolicTensor, Tf } from '#tensors';

export interface SavedLayersModel {
  readonly topology: unknown;
  readonly json: string;
  readonly weights: Buffer;
  readonly sha256: string;
}

/** Returns what tfjs would write to disk for a model. */
export async function savedModel(model: LayersModel): Promise<SavedLayersModel> {
  let saved: SavedLayersModel | undefined;
  await model.save({
    save: ({ modelTopology, weightSpecs, weightData }) => {
      const weightsManifest = [{ paths: ['weights.bin'], weights: weightSpecs }];
      // As text, since that is how a backbone's model.json is read.
      const json = JSON.stringify({ format: 'layers-model', modelTopology, weightsManifest });
      const weights = Buffer.from(weightData as ArrayBuffer);
      const sha256 = createHash('sha256').update(json).update(weights).digest('hex');
      const topology = (JSON.parse(json) as { modelTopology: unknown }).modelTopology;
      saved = { topology, json, weights, sha256 };
      return Promise.resolve({
        modelArtifactsInfo: { dateSaved: new Date(0), modelTopologyType: 'JSON' },
      });
    },
  });
  if (!saved) throw new Error('tfjs saved nothing');
  return saved;
}

/** Writes a model, and a manifest for it unless `manifest` is null, into `folder`. */
export async function writeBackbone(
  folder: string,
  model: LayersModel,
  manifest: Partial<BackboneManifestInput> | null,
): Promise<SavedLayersModel> {
  const saved = await savedModel(model);
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'model.json'), saved.json);
  await writeFile(join(folder, 'weights.bin'), saved.weights);
  if (manifest)
    await writeFile(
      join(folder, 'manifest.json'),
      JSON.stringify({ ...plain, sha256: saved.sha256, ...manifest }),
    );
  return saved;
}

const plain = {
  format: 'touchstone-backbone/1',
  name: 'tiny',
  version: '1',
  inputSize: { width: 32, height: 32 },
  scaling: { mean: [127.5, 127.5, 127.5], deviation: [127.5, 127.5, 127.5] },
  gridStride: 4,
  provenance: { source: 'made for a test', licence: 'Apache-2.0' },
};

/** Gives every weight, also the moving statistics of batch norm, a value of its own; variances are positive. */
export function randomise(tf: Tf, model: LayersModel, seed: number): void {
  const values = model.getWeights().map((weight, i) => {
    const drawn = tf.randomNormal(weight.shape, 0, 0.5, 'float32', seed * 1000 + i);
    return model.weights[i]!.originalName.endsWith('moving_variance')
      ? drawn.abs().add(0.1)
      : drawn;
  });
  model.setWeights(values);
  tf.dispose(values);
}

/** Builds a model of one layer or a few, from [height, width, 3], with random weights. */
export function modelOf(
  tf: Tf,
  apply: (tf: Tf, input: SymbolicTensor) => SymbolicTensor,
  height: number,
  width: number,
): LayersModel {
  const input = tf.input({ shape: [height, width, 3] });
  const model = tf.model({ inputs: input, outputs: apply(tf, input) });
  randomise(tf, model, 7);
  return model;
}
