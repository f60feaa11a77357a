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
 * Writes the shipped network as `<folder>/worse`, with a last convolution whose outputs all say the same: a patch is
 * one number. It ranks so badly that a few steps of learning from the shipped one are better on any machine. It sees
 * squares of so many pixels. Needs the native library.
 */
export async function writeWorseBackbone(folder: string, size: number): Promise<ResolvedBackbone> {
  const { tf } = await loadTensorRuntime();
  const shipped = await resolveBackbone('touchstone-small', ['models']);
  const inputSize = { width: size, height: size };
  const files = await readLayersModel(shipped.folder);
  const network = await openTrainable(tf, files, shipped.manifest, inputSize);
  const embedding = network.convolutions.find(({ name }) => name === 'embedding/kernel')!.variable;
  const outputs = embedding.shape[3]!;
  const same = tf.tidy(() => tf.mean(embedding, 3, true).tile([1, 1, 1, outputs]).dataSync());
  network.dispose();
  const { json, weights, sha256 } = changedWeights(
    tf,
    files,
    new Map([['embedding/kernel', Float32Array.from(same)]]),
  );
  const target = join(folder, 'worse');
  await cp(shipped.folder, target, { recursive: true });
  await writeFile(join(target, 'model.json'), json);
  await writeFile(join(target, 'weights.bin'), weights);
  const manifest = { ...shipped.manifest, name: 'worse', sha256, inputSize };
  await writeFile(join(target, 'manifest.json'), JSON.stringify(manifest));
  return { folder: target, manifest, guesses: [] };
}
