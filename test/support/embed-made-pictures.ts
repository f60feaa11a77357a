import { openBackbone, resolveBackbone } from '#embedding';
import { loadTensorRuntime, type EngineName } from '#tensors';
import { checkImage } from '../../libs/embedding/src/check.js';

/** Returns the patches of two made pictures as float32 bytes, on the engine that is asked for or not at all. */
export async function embedMadePictures(
  engine: EngineName,
  folder: string,
  cacheFolder: string,
): Promise<Uint8Array> {
  const runtime = await loadTensorRuntime(engine === 'wasm' ? 'wasm' : 'native');
  const { manifest } = await resolveBackbone(folder, []);
  const backbone = await openBackbone(folder, { runtime, manifest, cacheFolder, engine });
  const pictures = [checkImage(backbone.size, 11), checkImage(backbone.size, 12)];
  const { patches, image } = backbone.embed(pictures);
  const bytes = new Uint8Array(Float32Array.from(await patches.data()).buffer);
  runtime.tf.dispose([patches, image]);
  backbone.dispose();
  return bytes;
}
