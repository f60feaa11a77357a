import { open, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { partBytes } from '../container/format.js';

/** A file of a folder that belongs into the backup; `name` is its path below the folder, with `/`. */
export interface DataFile {
  name: string;
  path: string;
}

/** Lists the files below a folder by name; none where it is absent. What begins with a dot is unfinished. */
export async function filesBelow(folder: string, above = ''): Promise<DataFile[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch((error: unknown) => {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  });
  const found: DataFile[] = [];
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const path = join(folder, entry.name);
    if (entry.name.startsWith('.')) continue;
    if (entry.isDirectory()) found.push(...(await filesBelow(path, `${above}${entry.name}/`)));
    else if (entry.isFile()) found.push({ name: above + entry.name, path });
  }
  return found;
}

/** Yields a file in parts, each with its number. */
export async function* partsOf(
  path: string,
): AsyncGenerator<{ part: number; parts: number; bytes: Buffer }> {
  const file = await open(path, 'r');
  try {
    const parts = Math.max(1, Math.ceil((await file.stat()).size / partBytes));
    for (let part = 1; part <= parts; part += 1) {
      const room = Buffer.allocUnsafe(partBytes);
      const { bytesRead } = await file.read(room, 0, partBytes, (part - 1) * partBytes);
      yield { part, parts, bytes: room.subarray(0, bytesRead) };
    }
  } finally {
    await file.close();
  }
}
