import { lstat, readdir } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import type { SeenFile } from './stillness.js';

/** The folders in a source's folder that the connector itself moves files into. */
export const doneFolder = 'done';
export const refusedFolder = 'refused';

/**
 * Returns the regular files in the folder whose name fits; symbolic links are neither taken nor followed, and the
 * connector's own folders are left out. It throws what the system says of a folder that cannot be read.
 */
export async function lookAtFolder(
  folder: string,
  subfolders: boolean,
  fits: (name: string) => boolean,
): Promise<SeenFile[]> {
  const paths = await pathsIn(folder, subfolders, fits, folder);
  const seen: SeenFile[] = [];
  for (const path of paths) {
    const file = await seeFile(path, relative(folder, path).split(sep).join('/'));
    if (file !== null) seen.push(file);
  }
  return seen;
}

/** Returns the file as it is now, or null where it is gone or no regular file. */
export async function seeFile(path: string, name: string): Promise<SeenFile | null> {
  const state = await lstat(path, { bigint: true }).catch(goneIsNull);
  if (state === null || !state.isFile()) return null;
  return {
    name,
    bytes: Number(state.size),
    changedMs: Number(state.mtimeNs) / 1e6,
    entryChangedMs: Number(state.ctimeNs) / 1e6,
    identity: `${state.size} ${state.mtimeNs}`,
  };
}

async function pathsIn(
  folder: string,
  subfolders: boolean,
  fits: (name: string) => boolean,
  top: string,
): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile() && fits(entry.name));
  const own = folder === top ? [doneFolder, refusedFolder] : [];
  const below = entries.filter(
    (entry) => subfolders && entry.isDirectory() && !entry.name.startsWith('.') && !own.includes(entry.name), // prettier-ignore
  );
  const deeper = await Promise.all(
    below.map(({ name }) => pathsIn(join(folder, name), true, fits, top)),
  );
  return [...files.map(({ name }) => join(folder, name)), ...deeper.flat()];
}

function goneIsNull(error: NodeJS.ErrnoException): null {
  if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return null;
  throw error;
}
