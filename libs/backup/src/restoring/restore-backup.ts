import { randomUUID } from 'node:crypto';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { TouchstoneError } from '#contracts';
import {
  type Blobs,
  knownMigrations,
  openBlobs,
  RecordsLoad,
  type SequencePlace,
  storeIdentityKey,
} from '#storage';
import { readEntries } from '../container/read-entries.js';
import { inFolder, rowsEndName, rowsFolder, tablesEntry, tablesName } from '../contents.js'; // prettier-ignore
import { checkBackup, type CheckedBackup } from './check-backup.js';
import { emptyTarget, restoringKey } from './empty-target.js';
import type { RestoreOf } from './restore-of.js';
import { writeContents } from './write-contents.js';

const uncompress = promisify(gunzip);

export interface RestoreOutcome extends CheckedBackup {
  /** The number of migrations that brought its rows up to this version. */
  upgraded: number;
  /** The id of the restored store: another one than that of the store which was backed up. */
  store: string;
}

/**
 * Restores a backup into an empty database and an empty blob store; this is the one file that knows the order. The whole
 * file is checked before anything is written. The rows count all at once, when every blob is there.
 * @throws TouchstoneError backup-damaged, backup-locked, records-newer, restore-not-empty
 */
export async function restoreBackup(of: RestoreOf): Promise<RestoreOutcome> {
  const checked = await checkBackup(of.file, of.passphrase, of.onStep);
  refuseNewer(checked);
  const blobs = openBlobs(of.blobs);
  const load = await RecordsLoad.open(of.databaseUrl);
  try {
    await emptyTarget(of, checked.head.id, load, blobs);
    await writeContents(of, checked, blobs);
    await load.begin(checked.head.migrations.length);
    await load.upgrade(await loadRows(of, load));
    const store = await signed(of, checked, load, blobs);
    await load.commit();
    await blobs.delete(restoringKey);
    const upgraded = knownMigrations().length - checked.head.migrations.length;
    return { ...checked, store, upgraded };
  } finally {
    await load.close();
  }
}

function refuseNewer({ head }: CheckedBackup): void {
  const known = knownMigrations();
  const unknown = head.migrations.filter((name, index) => known[index] !== name);
  if (unknown.length === 0) return;
  throw new TouchstoneError(
    'records-newer',
    `The backup was made by Touchstone ${head.version}, with migrations that this version does not know: ${unknown.join(', ')}; it knows ${known.length}. Restore it with that version or a later one.`,
  );
}

/** Puts the rows in, table by table, in the order in which they were written. Returns the sequences' places. */
async function loadRows(of: RestoreOf, load: RecordsLoad): Promise<SequencePlace[]> {
  let facts = tablesEntry.parse({ tables: [], sequences: [] });
  let rows = 0;
  for await (const { name, bytes, endsAt } of readEntries(of.file, of.passphrase)) {
    if (name === rowsEndName) break;
    if (name === tablesName) facts = tablesEntry.parse(JSON.parse(bytes.toString('utf8')));
    const holder = inFolder(rowsFolder, name)?.split('/')[0];
    const table = facts.tables.find((one) => one.name === holder);
    if (table === undefined) continue;
    rows += await load.rows(table, await uncompress(bytes));
    of.onStep({ what: 'restoring rows', done: endsAt, of: 0, note: `${rows} rows` });
  }
  return facts.sequences;
}

/**
 * Gives records and blobs one new id, and writes down in the audit trail that they were restored. A restored system must
 * not be taken for the one that was backed up, which may still run.
 */
async function signed(
  of: RestoreOf,
  { head, rows, blobs: count, gone }: CheckedBackup,
  load: RecordsLoad,
  blobs: Blobs,
): Promise<string> {
  const store = randomUUID();
  const { takenAt, version, id: subject } = head;
  const all = Object.values(rows).reduce((sum, one) => sum + one, 0);
  const detail = { takenAt, version, rows: all, blobs: count, gone: gone.count };
  const entry = { id: randomUUID(), station: '*', at: of.now, by: of.by, subject, detail };
  await load.sign(store, { ...entry, action: 'backup-restored' });
  await blobs.put(storeIdentityKey, Buffer.from(`${store}\n`));
  return store;
}
