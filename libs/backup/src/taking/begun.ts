import { existsSync } from 'node:fs';
import { TouchstoneError } from '#contracts';
import { ContainerWriter } from '../container/container-writer.js';
import { type BackupHead, backupHead, headName } from '../container/format.js';
import { type BackupEntry, readEntries } from '../container/read-entries.js';
import { Seal } from '../container/seal.js';
import { Tally } from '../container/tally.js';
import {
  blobsFolder,
  filesFolder,
  goneFolder,
  inFolder,
  type RowsEntry,
  rowsEndName,
  rowsEntry,
} from '../contents.js';

/** What an interrupted backup holds already. */
class Found {
  head: BackupHead | null = null;
  rows: RowsEntry | null = null;
  lastBlob: string | undefined;
  readonly files = new Set<string>();
  gone = 0;
  /** The entries up to the last one whose parts are all there. */
  whole = { tally: new Tally(), bytes: 0 };
  private readonly tally = new Tally();

  take({ name, part, parts, bytes, written, endsAt }: BackupEntry): void {
    this.tally.take(written.name, written.sha256);
    if (part !== parts) return;
    this.whole = { tally: this.tally.copy(), bytes: endsAt };
    if (name === headName) this.head = backupHead.parse(JSON.parse(bytes.toString('utf8')));
    if (name === rowsEndName) this.rows = rowsEntry.parse(JSON.parse(bytes.toString('utf8')));
    const gone = inFolder(goneFolder, name);
    if (gone !== null) this.gone += 1;
    this.lastBlob = inFolder(blobsFolder, name) ?? gone ?? this.lastBlob;
    const file = inFolder(filesFolder, name);
    if (file !== null) this.files.add(file);
  }
}

export type Begun = Pick<Found, 'lastBlob' | 'files' | 'gone'> & {
  writer: ContainerWriter;
  head: BackupHead;
  rows: RowsEntry;
};

/**
 * Opens an interrupted backup behind what is whole of it. Null where there is none, or where it does not reach behind
 * its rows, or is not encrypted as it is wanted now: then it is begun anew.
 * @throws TouchstoneError backup-locked
 */
export async function goOnWith(partial: string, passphrase: string | null): Promise<Begun | null> {
  if (!existsSync(partial)) return null;
  const found = new Found();
  try {
    for await (const entry of readEntries(partial, passphrase)) found.take(entry);
  } catch (error) {
    // Cut short, as it must be: what is whole has been read.
    if (!(error instanceof TouchstoneError) || error.code !== 'backup-damaged') throw error;
  }
  const { head, rows, whole } = found;
  if (head === null || rows === null) return null;
  if ((head.encryption === null) !== (passphrase === null)) return null;
  const seal = head.encryption && (await Seal.open(head.encryption, passphrase));
  const writer = await ContainerWriter.goOn(partial, seal, whole);
  const { lastBlob, files, gone } = found;
  return { writer, head, rows, lastBlob, files, gone };
}
