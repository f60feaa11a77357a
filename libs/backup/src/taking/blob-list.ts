import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import type { Blobs } from '#storage';

/** A blob that belongs into the backup. */
export interface WantedBlob {
  key: string;
  bytes: number;
}

/**
 * Writes the list of the blobs that belong to the rows of a snapshot, beside the backup, so that nobody has to hold it:
 * those that the rows name and, of the folders that no row names one of, all. Returns how many there are.
 */
export async function writeBlobList(
  path: string,
  named: AsyncIterable<Buffer>,
  blobs: Blobs,
): Promise<{ blobs: number; blobBytes: number }> {
  const file = await open(path, 'w', 0o600);
  try {
    for await (const lines of named) await file.appendFile(lines);
    const found = await foldersAndSums(path);
    for await (const { key, bytes } of blobs.list(found.folders)) {
      await file.appendFile(`${key}\t${bytes}\n`);
      found.blobs += 1;
      found.blobBytes += bytes;
    }
    return { blobs: found.blobs, blobBytes: found.blobBytes };
  } finally {
    await file.close();
  }
}

/** Yields the list again, behind a key where one is given. */
export async function* readBlobList(path: string, behind?: string): AsyncGenerator<WantedBlob> {
  let reached = behind === undefined;
  for await (const line of createInterface({ input: createReadStream(path) })) {
    const [key = '', bytes] = line.split('\t');
    if (reached) yield { key, bytes: Number(bytes) };
    reached ||= key === behind;
  }
}

async function foldersAndSums(path: string) {
  // A store's own test of whether it can be written is nobody's blob, and a restored store gets an id of its own.
  const found = { folders: new Set(['checks', 'store']), blobs: 0, blobBytes: 0 };
  for await (const { key, bytes } of readBlobList(path)) {
    found.folders.add(key.slice(0, key.indexOf('/')));
    found.blobs += 1;
    found.blobBytes += bytes;
  }
  return found;
}
