import { constants } from 'node:fs';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { seeFile } from './look-at-folder.js';
import type { SeenFile } from './stillness.js';

/**
 * Returns the bytes of a file, or null where it is another one than was seen, before or after reading: then somebody
 * writes it. A symbolic link in the place of the file is not followed.
 */
export async function readWhole(folder: string, file: SeenFile): Promise<Buffer | null> {
  const path = join(folder, file.name);
  if (!(await isStill(folder, file))) return null;
  const handle = await open(path, constants.O_RDONLY | constants.O_NOFOLLOW).catch(goneIsNull);
  if (handle === null) return null;
  try {
    const bytes = await handle.readFile();
    return bytes.length === file.bytes && (await isStill(folder, file)) ? bytes : null;
  } finally {
    await handle.close();
  }
}

/** Tells whether the file is there, and the one that was seen. */
export async function isStill(folder: string, file: SeenFile): Promise<boolean> {
  const now = await seeFile(join(folder, file.name), file.name);
  return now?.identity === file.identity;
}

/** ELOOP: a symbolic link took its place. */
function goneIsNull(error: NodeJS.ErrnoException): null {
  if (error.code === 'ENOENT' || error.code === 'ELOOP') return null;
  throw error;
}
