import { stat } from 'node:fs/promises';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { type AuditVerification, TouchstoneError } from '#contracts';
import { AuditCopyCheck, type TableShape } from '#storage';
import { type BackupHead, backupHead, headName } from '../container/format.js';
import { sha256Of } from '../container/packed.js';
import { type BackupEntry, readEntries } from '../container/read-entries.js';
import {
  blobsFolder,
  filesFolder,
  goneFolder,
  inFolder,
  type OnStep,
  rowsEndName,
  type RowsEntry,
  rowsEntry,
  rowsFolder,
  tablesEntry,
  tablesName,
} from '../contents.js';
import { rowsIn } from '../taking/whole-rows.js';

const uncompress = promisify(gunzip);

/** What was found in a backup that is whole. */
export interface CheckedBackup {
  head: Omit<BackupHead, 'encryption'> & { encrypted: boolean };
  bytes: number;
  rows: Record<string, number>;
  blobs: number;
  /** The blobs that the rows name and that were deleted before the backup read them; the first hundred. */
  gone: { count: number; keys: string[] };
  /** The files by name; the SHA-256 of one that is in one part. */
  files: { name: string; sha256: string | null }[];
  audit: AuditVerification;
}

/** Looks at each entry once, and keeps figures only. */
class Contents {
  private head: BackupHead | null = null;
  private tables: TableShape[] = [];
  private said: RowsEntry | null = null;
  private audit = new AuditCopyCheck([]);
  private readonly rows: Record<string, number> = {};
  private readonly gone = { count: 0, keys: [] as string[] };
  private readonly files: CheckedBackup['files'] = [];
  private blobs = 0;

  constructor(private readonly path: string) {}

  async take(entry: BackupEntry): Promise<void> {
    const { name, bytes, part, parts } = entry;
    if (name === headName) this.head = backupHead.parse(read(bytes));
    if (name === tablesName) this.takeTables(bytes);
    if (name === rowsEndName) this.said = rowsEntry.parse(read(bytes));
    await this.takeRows(name, bytes);
    if (part !== parts) return;
    if (inFolder(blobsFolder, name) !== null) this.blobs += 1;
    const file = inFolder(filesFolder, name);
    if (file !== null) this.files.push({ name: file, sha256: parts > 1 ? null : sha256Of(bytes) });
    this.takeGone(inFolder(goneFolder, name));
  }

  found(bytes: number): CheckedBackup {
    const { head, said, rows, blobs, gone, files } = this;
    if (head === null || said === null) throw this.otherwise('its rows are not all there');
    for (const [table, count] of Object.entries(said.rows))
      if ((rows[table] ?? 0) !== count) throw this.otherwise(`the table ${table} has ${rows[table] ?? 0} rows, and ${count} were written`); // prettier-ignore
    if (blobs + gone.count !== said.blobs) throw this.otherwise(`it has ${blobs} blobs and ${gone.count} that were gone, and ${said.blobs} belong to it`); // prettier-ignore
    const { encryption, ...facts } = head;
    const encrypted = encryption !== null;
    const audit = this.audit.found();
    return { head: { ...facts, encrypted }, bytes, rows: said.rows, blobs, gone, files, audit };
  }

  private takeTables(bytes: Buffer): void {
    this.tables = tablesEntry.parse(read(bytes)).tables;
    const audit = this.tables.find(({ name }) => name === 'audit');
    this.audit = new AuditCopyCheck(audit?.columns ?? []);
  }

  private async takeRows(name: string, bytes: Buffer): Promise<void> {
    const table = inFolder(rowsFolder, name)?.split('/')[0];
    if (table === undefined) return;
    const text = await uncompress(bytes);
    this.rows[table] = (this.rows[table] ?? 0) + rowsIn(text);
    if (table === 'audit') this.audit.take(text);
  }

  private takeGone(key: string | null): void {
    if (key === null) return;
    this.gone.count += 1;
    if (this.gone.keys.length < 100) this.gone.keys.push(key);
  }

  private otherwise(how: string): TouchstoneError {
    return new TouchstoneError('backup-damaged', `${this.path}: ${how}`);
  }
}

/**
 * Reads a backup from its first byte to its last: each entry, the counts, the chain of the audit trail. Needs no service.
 * @throws TouchstoneError backup-damaged naming the entry; backup-locked
 */
export async function checkBackup(
  path: string,
  passphrase: string | null,
  onStep: OnStep,
): Promise<CheckedBackup> {
  const { size } = await stat(path);
  const contents = new Contents(path);
  for await (const entry of readEntries(path, passphrase)) {
    await contents.take(entry);
    onStep({ what: 'checking', done: entry.endsAt, of: size, note: '' });
  }
  return contents.found(size);
}

function read(bytes: Buffer): unknown {
  return JSON.parse(bytes.toString('utf8'));
}
