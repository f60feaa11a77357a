import { readdir, rm } from 'node:fs/promises';
import { TouchstoneError } from '#contracts';
import type { Blobs, RecordsLoad } from '#storage';
import type { RestoreOf } from './restore-of.js';

/** The blob that marks a store whose restore has begun and not ended: the id of its backup. */
export const restoringKey = 'store/restoring';

type Target = Pick<RestoreOf, 'databaseName' | 'blobs' | 'backbones' | 'replace'>;

/**
 * Makes sure that nothing is lost: what is not empty is refused, unless it was named, or is what an interrupted restore of
 * the same backup left. What was named is emptied; the rows only with the restore itself.
 * @throws TouchstoneError restore-not-empty naming what it is and what is in it
 */
export async function emptyTarget(
  of: Target,
  backup: string,
  load: RecordsLoad,
  blobs: Blobs,
): Promise<void> {
  const tables = await load.occupied();
  const rows = tables.length > 0 ? `rows in ${tables.slice(0, 5).join(', ')}` : null;
  refuseUnnamed(of, 'the database', of.databaseName, rows);
  if ((await markOf(blobs)) === backup) return;
  const store = storeName(of.blobs);
  refuseUnnamed(of, 'the blob store', store, await oneBlob(blobs));
  refuseUnnamed(of, 'the folder of backbones', of.backbones, await oneFile(of.backbones));
  await emptyBlobs(blobs);
  await rm(of.backbones, { recursive: true, force: true });
  await blobs.put(restoringKey, Buffer.from(backup));
}

/** Returns the name by which a database is meant: without user and password. */
export function databaseName(url: string): string {
  const { host, pathname } = new URL(url);
  return `${host}${pathname}`;
}

function storeName(address: string): string {
  const url = new URL(address);
  return url.protocol === 'file:' ? decodeURIComponent(url.pathname) : `s3://${url.host}${url.pathname}`; // prettier-ignore
}

function refuseUnnamed(of: Target, what: string, name: string, found: string | null): void {
  if (found === null || of.replace.includes(name)) return;
  throw new TouchstoneError(
    'restore-not-empty',
    `${what} ${name} is not empty: it has ${found}. Restore into an empty one, or say that all of it may go: --replace ${name}`,
  );
}

async function markOf(blobs: Blobs): Promise<string | null> {
  if (!(await blobs.exists(restoringKey))) return null;
  return (await blobs.get(restoringKey)).toString('utf8');
}

const own = new Set(['checks', 'store']);

async function oneBlob(blobs: Blobs): Promise<string | null> {
  for await (const { key } of blobs.list(own)) return key;
  return null;
}

async function oneFile(folder: string): Promise<string | null> {
  const names = await readdir(folder).catch(() => []);
  return names[0] ?? null;
}

async function emptyBlobs(blobs: Blobs): Promise<void> {
  for (let key = await oneBlob(blobs); key !== null; key = await oneBlob(blobs))
    await blobs.deleteFolder(key.slice(0, key.indexOf('/')));
}
