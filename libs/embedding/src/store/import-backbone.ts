import { join } from 'node:path';
import type { BackboneManifest } from '#contracts';
import { readLayersModel, type LayersModelFiles } from '../folder/backbone-files.js';
import { backboneParts, copyParts } from '../folder/backbone-parts.js';
import { readBackboneManifest } from '../folder/manifest-file.js';
import { isFile } from './backbone-store.js';
import { keepBackbone, type Imported, type ImportOptions } from './keep-backbone.js';
import { proposeManifest, type BackboneAnswers } from './propose-manifest.js';

/**
 * Copies a LayersModel into the folder of backbones with a manifest made from its own, the answers, or its
 * architecture. It is compiled and checked first: what cannot be used is not kept.
 * @throws TouchstoneError backbone-invalid, layer-unsupported, validation-failed (the name is taken).
 */
export async function importBackbone(
  folder: string,
  answers: BackboneAnswers,
  options: ImportOptions,
): Promise<Imported> {
  const files = await readLayersModel(folder);
  const { manifest, guesses } = await describe(files, answers);
  const parts = await backboneParts(folder, manifest);
  const kept = await keepBackbone(manifest, options, (into) => copyParts(folder, parts, into));
  return { folder: kept, manifest, guesses };
}

/** A folder's own manifest stands; answers change single members of it. */
async function describe(
  files: LayersModelFiles,
  answers: BackboneAnswers,
): Promise<{ manifest: BackboneManifest; guesses: string[] }> {
  if (!(await isFile(join(files.folder, 'manifest.json')))) return proposeManifest(files, answers);
  const own = await readBackboneManifest(files.folder);
  const provenance = { ...own.provenance, ...answers.provenance };
  const { manifest } = proposeManifest(files, { ...own, ...answers, provenance });
  return { manifest, guesses: [] };
}
