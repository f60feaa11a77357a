import os from 'node:os';
import path from 'node:path';

export const root = path.resolve(import.meta.dirname, '..', '..');
export const nodeModules = path.join(root, 'node_modules');
export const dist = path.join(root, 'dist');

/** What is worth keeping between checkouts: unpacked libraries and built bindings. */
export function cacheFolder(environment = process.env) {
  const base = environment.XDG_CACHE_HOME || path.join(os.homedir(), '.cache');
  return path.join(base, 'touchstone');
}
