import { createHash } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Tf } from '#tensors';
import type { LayersModel } from '../fitting/tensor-types.js';

export interface SavedModel {
  /** Bytes of weights.bin. */
  readonly weightBytes: number;
  /** SHA-256 of model.json followed by weights.bin, as a backbone's manifest has it. */
  readonly sha256: string;
}

/** Writes `model.json` and `weights.bin` (float32) into the folder, as any TensorFlow.js loads them. */
export async function saveModelFiles(
  tf: Tf,
  model: LayersModel,
  folder: string,
): Promise<SavedModel> {
  const { json, weights } = await serialise(tf, model);
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'model.json'), json);
  await writeFile(join(folder, 'weights.bin'), weights);
  const sha256 = createHash('sha256').update(json).update(weights).digest('hex');
  return { weightBytes: weights.length, sha256 };
}

async function serialise(tf: Tf, model: LayersModel): Promise<{ json: string; weights: Buffer }> {
  let json = '';
  let weights = Buffer.alloc(0);
  await model.save(
    tf.io.withSaveHandler((artifacts) => {
      const { modelTopology, weightSpecs, weightData } = artifacts;
      const weightsManifest = [{ paths: ['weights.bin'], weights: weightSpecs }];
      json = `${JSON.stringify({ format: 'layers-model', modelTopology, weightsManifest })}\n`;
      weights = Buffer.from(tf.io.CompositeArrayBuffer.join(weightData));
      return Promise.resolve({
        modelArtifactsInfo: { dateSaved: new Date(0), modelTopologyType: 'JSON' },
      });
    }),
  );
  return { json, weights };
}
