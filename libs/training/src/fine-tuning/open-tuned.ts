import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BackboneManifest } from '#contracts';
import { copyParts, openBackbone, type Backbone, type ModelBytes } from '#embedding';
import type { BackboneFile } from '../version/write-backbone.js';
import type { FineTuningTools } from './tools.js';

/** Opens the tuned network as stations will open it, compiled and checked; the caller disposes it. */
export async function openTuned(
  model: ModelBytes,
  { base, runtime, backbone, cacheFolder }: Omit<FineTuningTools, 'teacher' | 'view'>,
): Promise<Backbone> {
  const folder = await mkdtemp(join(tmpdir(), 'touchstone-tuned-'));
  try {
    for (const { path, bytes } of filesOf(model)) await writeFile(join(folder, path), bytes);
    const manifest = tunedManifest(base.manifest, model);
    const { projection } = manifest.imageEmbedding;
    await copyParts(base.folder, projection ? [projection.weights] : [], folder);
    return await openBackbone(folder, { runtime, cacheFolder, manifest, size: backbone.size });
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** Returns the files of the network. */
export function filesOf({ json, weights }: ModelBytes): BackboneFile[] {
  return [
    { path: 'model.json', bytes: json },
    { path: 'weights.bin', bytes: weights },
  ];
}

/**
 * Returns the base's manifest for other weights; a head for kinds of defects stays behind: it was trained on the base's
 * patches.
 */
export function tunedManifest(base: BackboneManifest, { sha256 }: ModelBytes): BackboneManifest {
  return { ...base, sha256, defectEmbedding: undefined };
}
