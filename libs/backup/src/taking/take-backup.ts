import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { TouchstoneError } from '#contracts';
import {
  becomeOnlyWriter,
  type Blobs,
  openBlobs,
  RecordsSnapshot,
  type TableShape,
} from '#storage';
import { ContainerWriter } from '../container/container-writer.js';
import type { BackupHead } from '../container/format.js';
import { Seal } from '../container/seal.js';
import {
  blobsFolder,
  filesFolder,
  goneFolder,
  type OnStep,
  rowsEndName,
  rowsFolder,
  tablesName,
} from '../contents.js';
import { type Begun, goOnWith } from './begun.js';
import { readBlobList, type WantedBlob, writeBlobList } from './blob-list.js';
import { filesBelow, partsOf } from './data-files.js';
import { readAhead } from './read-ahead.js';
import { rowsIn, wholeRows } from './whole-rows.js';

/** The bytes of rows in one entry, before they are compressed. */
const rowBytes = 8 * 1024 * 1024;
/** The number of blobs that are read while one is written. */
const ahead = 4;
const compress = promisify(gzip);

/** What is backed up, and where to. */
export interface BackupOf {
  databaseUrl: string;
  /** The blob store: `file:///folder` or `s3://bucket/prefix?endpoint=...`. */
  blobs: string;
  /** Folders of files to take along, by the names that they get in the backup, such as `backbones`. */
  folders: Readonly<Record<string, string>>;
  /** The file to write; until it is whole it is `<file>.partial`. */
  file: string;
  passphrase: string | null;
  /** The version of Touchstone, and the time. */
  version: string;
  now: Date;
  onStep: OnStep;
  /** Checked between entries: what is written stays, and the next run goes on with it. */
  signal?: AbortSignal;
}

export interface BackupOutcome {
  bytes: number;
  rows: number;
  blobs: number;
  /** The number of blobs that the rows name and that were deleted before they were read. */
  gone: number;
  files: number;
  /** Tells whether it went on with an interrupted one; its rows are of that one's time. */
  wentOn: boolean;
  takenAt: string;
}

/**
 * Writes a backup of a running system; this is the one file that knows the order. The rows are those of one moment. Blobs
 * are written before the rows that name them and never change, so that each one is there unless it was deleted meanwhile.
 * @throws TouchstoneError records-unavailable, blobs-unavailable, backup-locked, backup-failed
 */
export async function takeBackup(of: BackupOf): Promise<BackupOutcome> {
  const end = await becomeOnlyWriter(of.databaseUrl, of.file);
  if (end === null)
    throw new TouchstoneError('backup-failed', `another run writes ${of.file} just now: wait for it, or name another file`); // prettier-ignore
  try {
    return await takeAlone(of);
  } finally {
    await end();
  }
}

async function takeAlone(of: BackupOf): Promise<BackupOutcome> {
  if (existsSync(of.file))
    throw new TouchstoneError('backup-failed', `${of.file} is there already; name another file`);
  const partial = `${of.file}.partial`;
  const list = `${partial}.blobs`;
  const blobs = openBlobs(of.blobs);
  const before = existsSync(list) ? await goOnWith(partial, of.passphrase) : null;
  const begun = before ?? (await writeRows(of, partial, list, blobs));
  try {
    const gone = begun.gone + (await writeBlobs(of, begun, list, blobs));
    const files = await writeFiles(of, begun);
    await begun.writer.finish(partial, of.file);
    await rm(list);
    return outcomeOf(begun, { gone, files, wentOn: before !== null });
  } catch (error) {
    await begun.writer.pause();
    throw error;
  }
}

/** Begins the file, with all that the database holds at this moment. */
async function writeRows(
  of: BackupOf,
  partial: string,
  list: string,
  blobs: Blobs,
): Promise<Begun> {
  const snapshot = await RecordsSnapshot.open(of.databaseUrl);
  try {
    const seal = of.passphrase === null ? null : await Seal.make(of.passphrase);
    const head = headOf(of, snapshot.migrations, seal);
    const writer = await ContainerWriter.begin(partial, head, seal);
    try {
      const rows = await writeTables(of, writer, snapshot);
      const entry = { rows, ...(await writeBlobList(list, snapshot.blobLines(), blobs)) };
      await writer.append(rowsEndName, json(entry));
      return { writer, head, rows: entry, lastBlob: undefined, files: new Set(), gone: 0 };
    } catch (error) {
      await writer.pause();
      throw error;
    }
  } finally {
    await snapshot.close();
  }
}

/** Returns the number of rows of each table. */
async function writeTables(
  of: BackupOf,
  writer: ContainerWriter,
  snapshot: RecordsSnapshot,
): Promise<Record<string, number>> {
  const { tables, sequences } = snapshot;
  await writer.append(tablesName, json({ tables, sequences }));
  const rows: Record<string, number> = {};
  for (const table of tables) rows[table.name] = await writeTable(of, writer, snapshot, table);
  return rows;
}

async function writeTable(
  of: BackupOf,
  writer: ContainerWriter,
  snapshot: RecordsSnapshot,
  table: TableShape,
): Promise<number> {
  let rows = 0;
  let piece = 0;
  for await (const text of wholeRows(snapshot.rows(table), rowBytes)) {
    of.signal?.throwIfAborted();
    const name = `${rowsFolder}/${table.name}/${String((piece += 1)).padStart(6, '0')}.copy.gz`;
    await writer.append(name, await compress(text));
    rows += rowsIn(text);
    of.onStep({ what: 'rows', done: writer.bytes, of: 0, note: `${table.name}: ${rows}` });
  }
  return rows;
}

/** Writes the blobs of the list that are not in the file yet. Returns how many were gone. */
async function writeBlobs(of: BackupOf, begun: Begun, list: string, blobs: Blobs): Promise<number> {
  const { writer, rows } = begun;
  const about = writer.bytes + rows.blobBytes + 2048 * rows.blobs;
  let gone = 0;
  const wanted = readBlobList(list, begun.lastBlob);
  for await (const { key, bytes } of readAhead(wanted, ahead, (one) => bytesOf(blobs, one))) {
    of.signal?.throwIfAborted();
    await writer.append(`${bytes === null ? goneFolder : blobsFolder}/${key}`, bytes ?? empty);
    if (bytes === null) gone += 1;
    of.onStep({ what: 'blobs', done: writer.bytes, of: about, note: '' });
  }
  return gone;
}

const empty = Buffer.alloc(0);

/** Returns null for a blob that was deleted. */
async function bytesOf(blobs: Blobs, { key }: WantedBlob) {
  try {
    return { key, bytes: await blobs.get(key) };
  } catch (error) {
    if (error instanceof TouchstoneError && error.code === 'blob-not-found')
      return { key, bytes: null };
    throw error;
  }
}

async function writeFiles(of: BackupOf, { writer, files }: Begun): Promise<number> {
  for (const [folder, path] of Object.entries(of.folders))
    for (const file of await filesBelow(path)) {
      const name = `${folder}/${file.name}`;
      if (files.has(name)) continue;
      for await (const { bytes, ...part } of partsOf(file.path))
        await writer.appendPart(`${filesFolder}/${name}`, part, bytes);
      files.add(name);
      of.onStep({ what: 'files', done: writer.bytes, of: 0, note: name });
    }
  return files.size;
}

function headOf(of: BackupOf, migrations: string[], seal: Seal | null): BackupHead {
  return {
    format: 'touchstone-backup/1',
    id: randomUUID(),
    takenAt: of.now.toISOString(),
    version: of.version,
    migrations,
    encryption: seal?.encryption ?? null,
  };
}

function outcomeOf(
  { writer, head, rows }: Begun,
  more: Pick<BackupOutcome, 'gone' | 'files' | 'wentOn'>,
): BackupOutcome {
  const all = Object.values(rows.rows).reduce((sum, count) => sum + count, 0);
  const { takenAt } = head;
  return { bytes: writer.bytes, rows: all, blobs: rows.blobs - more.gone, ...more, takenAt };
}

function json(value: object): Buffer {
  return Buffer.from(JSON.stringify(value));
}
