import { cp, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  changedWeights,
  openTrainable,
  readLayersModel,
  resolveBackbone,
  type ResolvedBackbone,
} from '#embedding';
import { loadTensorRuntime } from '#tensors';

/**
 * Writes the shipped network with noise on its kernels as `<folder>/worse`: what a student of it that learned less well
 * might be. It sees squares of so many pixels. Needs the native library.
 */
export async function writeWorseBackbone(folder: string, size: number): Promise<ResolvedBackbone> {
  const { tf } = await loadTensorRuntime();
  const shipped = await resolveBackbone('touchstone-small', ['models']);
  const inputSize = { width: size, height: size };
  const files = await readLayersModel(shipped.folder);
  const network = await openTrainable(tf, files, shipped.manifest, inputSize);
  const worse = network.convolutions.map(({ name, variable }, i) => {
    const values = tf.tidy(() => tf.randomNormal(variable.shape, 1, 0.4, 'float32', i).mul(variable).dataSync()); // prettier-ignore
    return [name, Float32Array.from(values)] as const;
  });
  network.dispose();
  const { json, weights, sha256 } = changedWeights(tf, files, new Map(worse));
  const target = join(folder, 'worse');
  await cp(shipped.folder, target, { recursive: true });
  await writeFile(join(target, 'model.json'), json);
  await writeFile(join(target, 'weights.bin'), weights);
  const manifest = { ...shipped.manifest, name: 'worse', sha256, inputSize };
  await writeFile(join(target, 'manifest.json'), JSON.stringify(manifest));
  return { folder: target, manifest, guesses: [] };
}
