import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BackboneManifest } from '#contracts';
import { openBackbone, type Backbone, type ModelBytes, type ResolvedBackbone } from '#embedding';
import type { FineTuningTools } from './tools.js';

/** The tuned network as stations will open it, compiled and checked; the caller disposes it. */
export async function openTuned(
  model: ModelBytes,
  { base, runtime, backbone, cacheFolder }: Omit<FineTuningTools, 'teacher' | 'view'>,
): Promise<Backbone> {
  const folder = await mkdtemp(join(tmpdir(), 'touchstone-tuned-'));
  try {
    await writeModel(folder, model, base);
    const manifest = tunedManifest(base.manifest, model);
    return await openBackbone(folder, { runtime, cacheFolder, manifest, size: backbone.size });
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** The network's files, and what the base's manifest names beside them. */
export async function writeModel(
  folder: string,
  { json, weights }: ModelBytes,
  base: ResolvedBackbone,
): Promise<void> {
  await writeFile(join(folder, 'model.json'), json);
  await writeFile(join(folder, 'weights.bin'), weights);
  const { projection } = base.manifest.imageEmbedding;
  if (projection) await cp(join(base.folder, projection.weights), join(folder, projection.weights));
}

/** The base's, for other weights; a head for kinds of defects stays behind: it was trained on the base's patches. */
export function tunedManifest(base: BackboneManifest, { sha256 }: ModelBytes): BackboneManifest {
  return { ...base, sha256, defectEmbedding: undefined };
}
