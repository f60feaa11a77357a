import { createHash } from 'node:crypto';
import { appendFile, mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { TouchstoneError } from '#contracts';
import type { Blobs } from '#storage';
import { type BackupEntry, readEntries } from '../container/read-entries.js';
import { blobsFolder, filesFolder, inFolder } from '../contents.js';
import type { CheckedBackup } from './check-backup.js';
import type { RestoreOf } from './restore-of.js';

/** The number of blobs that are made durable at once. */
const together = 8;

type Target = Pick<RestoreOf, 'file' | 'passphrase' | 'backbones' | 'shipped' | 'onStep'>;

/** Writes the blobs and the backbones of a backup. Throws `blobs-unavailable`. */
export async function writeContents(
  of: Target,
  checked: CheckedBackup,
  blobs: Blobs,
): Promise<void> {
  const skipped = await backbonesToSkip(of, checked.files);
  const underWay = new Set<Promise<void>>();
  let pieces: Buffer[] = [];
  for await (const entry of readEntries(of.file, of.passphrase)) {
    of.onStep({ what: 'restoring', done: entry.endsAt, of: checked.bytes, note: '' });
    const key = inFolder(blobsFolder, entry.name);
    if (key === null) await writeFilePart(of.backbones, skipped, entry);
    else pieces.push(entry.bytes);
    if (key === null || entry.part < entry.parts) continue;
    const put = blobs.put(key, Buffer.concat(pieces)).finally(() => underWay.delete(put));
    underWay.add(put);
    pieces = [];
    if (underWay.size >= together) await Promise.race(underWay);
  }
  await Promise.all(underWay);
}

/**
 * Returns the names of the shipped backbones of the backup that need not be written: those that this version ships too,
 * byte for byte by their manifests, and those in whose place the data folder had one of its own.
 */
async function backbonesToSkip(
  { shipped }: Target,
  files: CheckedBackup['files'],
): Promise<Set<string>> {
  const skipped = new Set<string>();
  for (const { name, sha256 } of files) {
    const [folder, backbone = '', file] = name.split('/');
    if (folder === 'backbones') skipped.add(backbone);
    if (folder !== 'models' || file !== 'manifest.json') continue;
    const own = await readFile(join(shipped, backbone, file)).catch(() => null);
    if (own !== null && createHash('sha256').update(own).digest('hex') === sha256)
      skipped.add(backbone);
  }
  return skipped;
}

/** Appends a part to its file, which gets its name with the last one. */
async function writeFilePart(
  backbones: string,
  skipped: ReadonlySet<string>,
  { name, part, parts, bytes }: BackupEntry,
): Promise<void> {
  const [folder, ...rest] = inFolder(filesFolder, name)?.split('/') ?? [];
  if (folder === undefined) return;
  if (rest.some((segment) => /^\.|[\\\0]/.test(segment) || segment === ''))
    throw new TouchstoneError('backup-damaged', `${name} is not the name of a file below a folder`);
  if (folder === 'models' && skipped.has(rest[0] ?? '')) return;
  const path = join(backbones, ...rest);
  const unfinished = join(dirname(path), `.${rest.at(-1)}.restoring`);
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  if (part === 1) await rm(unfinished, { force: true });
  await appendFile(unfinished, bytes, { mode: 0o600 });
  if (part < parts) return;
  const file = await open(unfinished, 'r+');
  await file.sync().finally(() => file.close());
  await rename(unfinished, path);
}
