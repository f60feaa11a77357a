import type { ClientBase, Pool } from 'pg';
import { TouchstoneError } from '#contracts';
import { migrations } from './migrations/index.js';
import { inTransaction } from './transaction.js';

/** Key of the advisory lock: any number that nobody else uses in this database ("Tchs" in ASCII). */
const lockKey = 0x54636873;

interface Applied {
  number: number;
  name: string;
}

/**
 * Brings the tables up to date. Whoever starts first does the work, under an advisory lock; the others
 * wait and find it done. All missing migrations are applied in one transaction: all or none.
 * Throws `records-newer` for a database that a newer version of this program has migrated: it may hold what
 * this version would misread.
 */
export async function migrate(pool: Pool, onTrouble: (error: Error) => void): Promise<void> {
  await inTransaction(pool, onTrouble, async (client) => {
    await client.query('SET LOCAL statement_timeout = 0');
    await lockSchema(client);
    await applyMissing(client);
  });
}

/** Waits for whoever changes the tables of this database, and keeps others out to the end of the transaction. */
export async function lockSchema(client: ClientBase): Promise<void> {
  await client.query('SELECT pg_advisory_xact_lock($1)', [lockKey]);
}

/** Applies the missing migrations up to a number, by default all, in the transaction of `client`. */
export async function applyMissing(
  client: ClientBase,
  upTo: number = migrations.length,
): Promise<void> {
  await client.query(
    'CREATE TABLE IF NOT EXISTS migrations (number integer PRIMARY KEY, name text NOT NULL, applied_at timestamptz NOT NULL DEFAULT now())',
  );
  const { rows } = await client.query<Applied>('SELECT number, name FROM migrations');
  refuseNewer(rows);
  const applied = new Set(rows.map((row) => row.number));
  for (const [index, migration] of migrations.slice(0, upTo).entries()) {
    if (applied.has(index + 1)) continue;
    await client.query(migration.sql);
    await client.query('INSERT INTO migrations (number, name) VALUES ($1, $2)', [
      index + 1,
      migration.name,
    ]);
  }
}

function refuseNewer(applied: readonly Applied[]): void {
  const unknown = applied.filter(({ number, name }) => migrations[number - 1]?.name !== name);
  if (unknown.length === 0) return;
  const names = unknown.map(({ number, name }) => `${number} (${name})`).join(', ');
  throw new TouchstoneError(
    'records-newer',
    `This database has migrations that this version of Touchstone does not know: ${names}; it knows ${migrations.length}. Start the newer version again, or restore a backup that was made by this one.`,
  );
}
