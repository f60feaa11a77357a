import { randomUUID } from 'node:crypto';
import { rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { TouchstoneError, type BackboneManifest } from '#contracts';
import type { TensorRuntime } from '#tensors';
import { readLayersModel, type LayersModelFiles } from '../folder/backbone-files.js';
import { backboneParts, copyParts } from '../folder/backbone-parts.js';
import { readBackboneManifest } from '../folder/manifest-file.js';
import { openBackbone } from '../open-backbone.js';
import { isFile } from './backbone-store.js';
import { proposeManifest, type BackboneAnswers } from './propose-manifest.js';

export interface ImportOptions {
  readonly runtime: TensorRuntime;
  readonly cacheFolder: string;
  /** The folder of backbones, e.g. `<data>/backbones`. */
  readonly into: string;
  /** Whether a backbone of the same name gives way. */
  readonly replace?: boolean;
}

export interface Imported {
  readonly folder: string;
  readonly manifest: BackboneManifest;
  readonly guesses: readonly string[];
}

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
  const described = await describe(files, answers);
  const target = await freeTarget(described.manifest.name, options);
  const staged = join(options.into, `.import-${randomUUID()}`);
  try {
    await copyParts(folder, await backboneParts(folder, described.manifest), staged);
    await writeFile(
      join(staged, 'manifest.json'),
      `${JSON.stringify(described.manifest, null, 2)}\n`,
    );
    await proveUsable(staged, options);
    if (options.replace) await rm(target, { recursive: true, force: true });
    await rename(staged, target);
  } finally {
    await rm(staged, { recursive: true, force: true });
  }
  return { folder: target, ...described };
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

async function freeTarget(name: string, { into, replace }: ImportOptions): Promise<string> {
  const target = join(into, name);
  if (!replace && (await isFile(join(target, 'manifest.json'))))
    throw new TouchstoneError(
      'validation-failed',
      `There is a backbone "${name}" in ${into} already: choose another --name, or --replace it.`,
    );
  return target;
}

async function proveUsable(folder: string, options: ImportOptions): Promise<void> {
  const { runtime, cacheFolder } = options;
  (await openBackbone(folder, { runtime, cacheFolder })).dispose();
}
