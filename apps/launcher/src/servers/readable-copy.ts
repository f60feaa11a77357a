import {
  chmodSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  renameSync,
  rmSync,
} from 'node:fs';
import { join } from 'node:path';

/**
 * Copies a folder to `place/name`, to be read and run by everyone and written by us alone; returns the
 * copy. One that is there already is used as it is. Two that copy at once end with one copy.
 * @throws Error when the place cannot be written, or somebody else may write there.
 */
export function copyForEveryone(source: string, place: string, name: string): string {
  mkdirSync(place, { recursive: true });
  refuseForeign(place);
  chmodSync(place, 0o755);
  const copy = join(place, name);
  if (existsSync(copy)) return refuseForeign(copy);
  const unfinished = `${copy}.${process.pid}`;
  try {
    cpSync(source, unfinished, { recursive: true, verbatimSymlinks: true });
    openToEveryone(unfinished);
    renameSync(unfinished, copy);
  } catch (error) {
    if (!existsSync(copy)) throw error;
  } finally {
    rmSync(unfinished, { recursive: true, force: true });
  }
  return copy;
}

/**
 * Returns the folder, or throws where another user owns or may write it: it could be a trap, since it may lie below
 * /tmp.
 */
function refuseForeign(folder: string): string {
  const stats = lstatSync(folder);
  const ours = stats.isDirectory() && stats.uid === process.getuid?.();
  if (!ours || (stats.mode & 0o022) !== 0)
    throw new Error(`${folder} belongs to another user, or others may write there`);
  return folder;
}

/** Under umask 077 npm's files are closed to others, and so would their copies be. */
function openToEveryone(folder: string): void {
  chmodSync(folder, 0o755);
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (entry.isSymbolicLink()) continue;
    const path = join(entry.parentPath, entry.name);
    const runs = entry.isDirectory() || (lstatSync(path).mode & 0o100) !== 0;
    chmodSync(path, runs ? 0o755 : 0o644);
  }
}
