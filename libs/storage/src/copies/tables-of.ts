import { migrations } from '../database/migrations/index.js';
import type { ClientBase } from 'pg';

/** A table as rows are copied out of it and into it. */
export interface TableShape {
  name: string;
  /** The names of its columns in the order of the copied values; without those that PostgreSQL computes. */
  columns: string[];
}

/** The place of a sequence: the last value it gave out; null where it gave out none. */
export interface SequencePlace {
  name: string;
  last: string | null;
}

/** The tables that say what the database is, and are not copied as rows. */
const ownFacts = ['migrations', 'store_identities'];

/**
 * Lists the tables of the database, each behind those that its foreign keys name, so that rows may be put in in this
 * order. @throws Error where foreign keys go round in a circle.
 */
export async function tablesOf(client: ClientBase): Promise<TableShape[]> {
  const { rows } = await client.query<TableShape & { needs: string[] }>(`
    SELECT c.relname AS name,
      ARRAY(SELECT a.attname::text FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attnum > 0
        AND NOT a.attisdropped AND a.attgenerated = '' ORDER BY a.attnum) AS columns,
      ARRAY(SELECT DISTINCT t.relname::text FROM pg_constraint k JOIN pg_class t ON t.oid = k.confrelid
        WHERE k.conrelid = c.oid AND k.contype = 'f' AND t.oid <> c.oid) AS needs
    FROM pg_class c
    WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind IN ('r', 'p')
      AND NOT c.relispartition ORDER BY c.relname`);
  return inOrder(rows.filter(({ name }) => !ownFacts.includes(name)));
}

function inOrder(tables: (TableShape & { needs: string[] })[]): TableShape[] {
  const placed = new Set<string>();
  const ordered: TableShape[] = [];
  while (ordered.length < tables.length) {
    const ready = tables.filter(
      ({ name, needs }) => !placed.has(name) && needs.every((need) => placed.has(need)),
    );
    if (ready.length === 0) throw new Error('the foreign keys of the tables go round in a circle');
    for (const { name, columns } of ready) ordered.push({ name, columns });
    for (const { name } of ready) placed.add(name);
  }
  return ordered;
}

export async function sequencesOf(client: ClientBase): Promise<SequencePlace[]> {
  const { rows } = await client.query<SequencePlace>(
    'SELECT sequencename AS name, last_value::text AS last FROM pg_sequences WHERE schemaname = current_schema() ORDER BY 1',
  );
  return rows;
}

/** Returns the names of the migrations that the database has, in their order; none for an empty database. */
export async function migrationsOf(client: ClientBase): Promise<string[]> {
  const { rows } = await client.query<{ there: boolean }>(
    "SELECT to_regclass('migrations') IS NOT NULL AS there",
  );
  if (rows[0]?.there !== true) return [];
  const applied = await client.query<{ name: string }>(
    'SELECT name FROM migrations ORDER BY number',
  );
  return applied.rows.map(({ name }) => name);
}

/** Returns the names of the migrations that this version knows, in their order. */
export function knownMigrations(): string[] {
  return migrations.map(({ name }) => name);
}

/** Returns the name as SQL has it. */
export function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

export function columnList({ columns }: TableShape): string {
  return columns.map(quoted).join(', ');
}
