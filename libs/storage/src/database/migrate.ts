import type { Pool, PoolClient } from 'pg';
import { migrations } from './migrations/index.js';

/** Key of the advisory lock: any number that nobody else uses in this database ("Tchs" in ASCII). */
const lockKey = 0x54636873;

/**
 * Brings the tables up to date. Whoever starts first does the work, under an advisory lock; the others
 * wait and find it done. All missing migrations are applied in one transaction: all or none.
 */
export async function migrate(pool: Pool): Promise<void> {
  const client = await pool.connect();
  try {
    await client.query('BEGIN');
    await client.query('SET LOCAL statement_timeout = 0');
    await client.query('SELECT pg_advisory_xact_lock($1)', [lockKey]);
    await applyMissing(client);
    await client.query('COMMIT');
    client.release();
  } catch (error) {
    client.release(true);
    throw error;
  }
}

async function applyMissing(client: PoolClient): Promise<void> {
  await client.query(
    'CREATE TABLE IF NOT EXISTS migrations (number integer PRIMARY KEY, name text NOT NULL, applied_at timestamptz NOT NULL DEFAULT now())',
  );
  const { rows } = await client.query<{ number: number }>('SELECT number FROM migrations');
  const applied = new Set(rows.map((row) => row.number));
  for (const [index, migration] of migrations.entries()) {
    if (applied.has(index + 1)) continue;
    await client.query(migration.sql);
    await client.query('INSERT INTO migrations (number, name) VALUES ($1, $2)', [
      index + 1,
      migration.name,
    ]);
  }
}
