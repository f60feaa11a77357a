import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { cacheFolderOf } from './home.mjs';

// Not import.meta.dirname: a Node that is too old for it must still come to the sentence that says so.
export const root = path.resolve(fileURLToPath(import.meta.url), '..', '..', '..');
export const nodeModules = path.join(root, 'node_modules');
export const dist = path.join(root, 'dist');

/** Returns the folder of what is worth keeping between checkouts: unpacked libraries and built bindings. */
export function cacheFolder() {
  return cacheFolderOf(root);
}
