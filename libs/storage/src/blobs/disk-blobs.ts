import { randomBytes } from 'node:crypto';
import type { Dirent } from 'node:fs';
import { access, mkdir, open, opendir, readFile, rename, rm, stat, statfs } from 'node:fs/promises';
import { basename, dirname, join, sep } from 'node:path';
import { asBlobTrouble, blobGone, codeOf } from './blob-trouble.js';
import { Blobs, type DiskSpace, type ListedBlob, type PutOptions } from './blobs.js';
import { SharedSync } from './shared-sync.js';

const plainSegment = /^[A-Za-z0-9_][A-Za-z0-9._-]*$/;

/** Blobs as files: a temporary name, fsync, rename, fsync of the folder, so that a file is whole or absent. */
export class DiskBlobs extends Blobs {
  private readonly folders = new SharedSync();
  private readonly known = new Set<string>();

  constructor(private readonly root: string) {
    super();
  }

  async put(key: string, bytes: Uint8Array, options: PutOptions = {}): Promise<void> {
    const path = this.pathOf(key);
    try {
      await this.write(path, bytes, options.durable ?? true);
    } catch (error) {
      this.known.delete(dirname(path));
      throw asBlobTrouble(error, `writing ${key}`);
    }
  }

  async get(key: string): Promise<Buffer> {
    try {
      return await readFile(this.pathOf(key));
    } catch (error) {
      if (codeOf(error) === 'ENOENT') blobGone(key, error);
      throw asBlobTrouble(error, `reading ${key}`);
    }
  }

  async delete(key: string): Promise<void> {
    await this.remove(this.pathOf(key), key);
  }

  async exists(key: string): Promise<boolean> {
    try {
      await access(this.pathOf(key));
      return true;
    } catch (error) {
      if (codeOf(error) === 'ENOENT') return false;
      throw asBlobTrouble(error, `looking for ${key}`);
    }
  }

  async deleteFolder(folder: string): Promise<void> {
    const path = this.pathOf(folder);
    for (const known of this.known)
      if (known === path || known.startsWith(path + sep)) this.known.delete(known);
    await this.remove(path, folder);
  }

  async *list(without: ReadonlySet<string>): AsyncGenerator<ListedBlob> {
    try {
      yield* filesBelow(this.root, '', without);
    } catch (error) {
      throw asBlobTrouble(error, 'listing the store');
    }
  }

  async check(): Promise<void> {
    const key = `checks/${randomBytes(6).toString('hex')}`;
    await this.put(key, Buffer.from('touchstone'));
    await this.delete(key);
  }

  async space(): Promise<DiskSpace> {
    try {
      const { bsize, blocks, bavail } = await statfs(this.root);
      return { totalBytes: bsize * blocks, freeBytes: bsize * bavail };
    } catch (error) {
      throw asBlobTrouble(error, 'asking for the free space');
    }
  }

  private async write(path: string, bytes: Uint8Array, durable: boolean): Promise<void> {
    const folder = dirname(path);
    await this.makeFolder(folder);
    const temporary = join(folder, `.${basename(path)}.${randomBytes(6).toString('hex')}`);
    try {
      await writeNew(temporary, bytes, durable);
      await rename(temporary, path);
    } catch (error) {
      await rm(temporary, { force: true });
      throw error;
    }
    if (durable) await this.folders.sync(folder);
  }

  /** Makes the folder and syncs its parents, so that after a power cut it is there with its files. */
  private async makeFolder(folder: string): Promise<void> {
    if (this.known.has(folder)) return;
    const first = await mkdir(folder, { recursive: true });
    if (first !== undefined)
      for (let parent = dirname(folder); parent.length >= dirname(first).length;) {
        await this.folders.sync(parent);
        parent = dirname(parent);
      }
    this.known.add(folder);
  }

  private async remove(path: string, key: string): Promise<void> {
    try {
      await rm(path, { force: true, recursive: true });
    } catch (error) {
      throw asBlobTrouble(error, `deleting ${key}`);
    }
  }

  /** Keys come from our own code and from model manifests; a segment such as `..` is a bug or an attack. */
  private pathOf(key: string): string {
    const segments = key.split('/');
    if (!segments.every((segment) => plainSegment.test(segment)))
      throw asBlobTrouble(new Error('it is not a path of plain segments'), `the key ${key}`);
    return join(this.root, ...segments);
  }
}

/** Yields the whole blobs below a folder: what is not written to its end has a name that no key has. */
async function* filesBelow(
  folder: string,
  above: string,
  without: ReadonlySet<string>,
): AsyncGenerator<ListedBlob> {
  for await (const entry of await opendirOrNone(folder)) {
    if (!plainSegment.test(entry.name)) continue;
    const key = above + entry.name;
    const path = join(folder, entry.name);
    if (entry.isDirectory() && !without.has(key)) yield* filesBelow(path, `${key}/`, without);
    else if (entry.isFile()) yield* sizeOf(path, key);
  }
}

/** A folder that was deleted meanwhile is empty. */
async function opendirOrNone(folder: string): Promise<AsyncIterable<Dirent> | Dirent[]> {
  try {
    return await opendir(folder);
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return [];
    throw error;
  }
}

/** Yields the blob, unless it was deleted meanwhile. */
async function* sizeOf(path: string, key: string): AsyncGenerator<ListedBlob> {
  try {
    yield { key, bytes: (await stat(path)).size };
  } catch (error) {
    if (codeOf(error) !== 'ENOENT') throw error;
  }
}

async function writeNew(path: string, bytes: Uint8Array, durable: boolean): Promise<void> {
  const file = await open(path, 'wx');
  try {
    await file.writeFile(bytes);
    if (durable) await file.sync();
  } finally {
    await file.close();
  }
}
