import type { ClientBase } from 'pg';
import { TouchstoneError } from '#contracts';
import { migrationsOf, quoted } from './tables-of.js';

const tables = `
  SELECT relname AS name FROM pg_class
  WHERE relnamespace = current_schema()::regnamespace AND relkind IN ('r', 'p') AND NOT relispartition`;

/** The functions that belong to no extension. */
const functions = `
  SELECT p.oid::regprocedure::text AS name FROM pg_proc p
  WHERE p.pronamespace = current_schema()::regnamespace
    AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = p.oid AND d.deptype = 'e')`;

/**
 * Drops the tables and functions of the product.
 * @throws TouchstoneError restore-not-empty for a database with tables that are not the product's.
 */
export async function dropTables(client: ClientBase): Promise<void> {
  const found = await namesOf(client, tables);
  if (found.length === 0) return;
  if ((await migrationsOf(client)).length === 0)
    throw new TouchstoneError(
      'restore-not-empty',
      `the database has tables that are not Touchstone's (${found.slice(0, 5).join(', ')}); give it a database of its own`,
    );
  for (const name of found) await client.query(`DROP TABLE ${quoted(name)} CASCADE`);
  for (const name of await namesOf(client, functions))
    await client.query(`DROP FUNCTION ${name} CASCADE`);
}

async function namesOf(client: ClientBase, question: string): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>(question);
  return rows.map(({ name }) => name);
}
