import { readdir, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { TouchstoneError, type BackboneManifest } from '#contracts';
import { readLayersModel } from '../folder/backbone-files.js';
import { readBackboneManifest } from '../folder/manifest-file.js';
import { proposeManifest } from './propose-manifest.js';

export interface ListedBackbone {
  readonly name: string;
  readonly folder: string;
  /** Undefined when the manifest cannot be used; `problem` says why. */
  readonly manifest: BackboneManifest | undefined;
  readonly problem: string | undefined;
}

/** Lists the backbones in these folders, by name; an earlier folder hides the same name in a later one. */
export async function listBackbones(folders: readonly string[]): Promise<ListedBackbone[]> {
  const found = new Map<string, ListedBackbone>();
  for (const parent of folders)
    for (const name of await namesIn(parent))
      if (!found.has(name)) found.set(name, await listed(name, join(parent, name)));
  return [...found.values()].sort((a, b) => a.name.localeCompare(b.name));
}

/**
 * Finds the folder of a backbone: by its name in one of `folders`, the first that has it, or by its path.
 * @throws TouchstoneError backbone-not-found naming what there is.
 */
export async function findBackbone(
  nameOrFolder: string,
  folders: readonly string[],
): Promise<string> {
  const named = /[/\\]/.test(nameOrFolder)
    ? []
    : folders.map((folder) => join(folder, nameOrFolder));
  for (const folder of [...named, resolve(nameOrFolder)])
    if ((await isFile(join(folder, 'manifest.json'))) || (await isFile(join(folder, 'model.json'))))
      return folder;
  const names = (await listBackbones(folders)).map((backbone) => backbone.name).join(', ');
  throw new TouchstoneError(
    'backbone-not-found',
    `There is no backbone "${nameOrFolder}": neither a folder with model.json nor one of ${names || 'none yet'} ` +
      `in ${folders.join(' and ')}. "touchstone backbones import" or "pull" brings one in.`,
  );
}

export interface ResolvedBackbone {
  readonly folder: string;
  readonly manifest: BackboneManifest;
  /** The facts that were taken for granted, in sentences; empty where the folder has a manifest. */
  readonly guesses: readonly string[];
}

/**
 * Finds a backbone that can be opened: with its own manifest, or, for a bare LayersModel of an architecture that its
 * layers' names give away, with one made in memory.
 * @throws TouchstoneError backbone-not-found; backbone-invalid when a manifest must be written first.
 */
export async function resolveBackbone(
  nameOrFolder: string,
  folders: readonly string[],
): Promise<ResolvedBackbone> {
  const folder = await findBackbone(nameOrFolder, folders);
  if (await isFile(join(folder, 'manifest.json')))
    return { folder, manifest: await readBackboneManifest(folder), guesses: [] };
  const files = await readLayersModel(folder);
  return { folder, ...proposeManifest(files, {}) };
}

async function listed(name: string, folder: string): Promise<ListedBackbone> {
  try {
    const manifest = await readBackboneManifest(folder);
    return { name, folder, manifest, problem: undefined };
  } catch (error) {
    if (!(error instanceof TouchstoneError)) throw error;
    return { name, folder, manifest: undefined, problem: error.message };
  }
}

/** Folders whose name is public and that hold a manifest; unfinished ones begin with a dot. */
async function namesIn(parent: string): Promise<string[]> {
  const entries = await readdir(parent, { withFileTypes: true }).catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
    throw error;
  });
  const folders = entries.filter((entry) => entry.isDirectory() && !entry.name.startsWith('.'));
  const holds = await Promise.all(
    folders.map((entry) => isFile(join(parent, entry.name, 'manifest.json'))),
  );
  return folders.filter((_, i) => holds[i]).map((entry) => entry.name);
}

export async function isFile(path: string): Promise<boolean> {
  const found = await stat(path).catch(() => undefined);
  return found?.isFile() ?? false;
}
