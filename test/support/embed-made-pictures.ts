import { openBackbone, resolveBackbone } from '#embedding';
import { loadTensorRuntime, type BackendName } from '#tensors';
import { checkImage } from '../../libs/embedding/src/check.js';

/** The patches of two made pictures as float32 bytes, on the backend that is asked for or not at all. */
export async function embedMadePictures(
  backend: BackendName,
  folder: string,
  cacheFolder: string,
): Promise<Uint8Array> {
  const runtime = await loadTensorRuntime(backend);
  if (runtime.backend !== backend) throw new Error(`no ${backend}: ${runtime.whyNotNative}`);
  const { manifest } = await resolveBackbone(folder, []);
  const backbone = await openBackbone(folder, { runtime, manifest, cacheFolder });
  const { patches } = backbone.embed([
    checkImage(backbone.size, 11),
    checkImage(backbone.size, 12),
  ]);
  return new Uint8Array(Float32Array.from(await patches.data()).buffer);
}
