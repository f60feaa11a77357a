import { is } from 'drizzle-orm';
import { getTableConfig, PgTable } from 'drizzle-orm/pg-core';
import { Client } from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Database } from '#storage';
import * as analysisTables from '../../../libs/storage/src/database/analysis-tables.js';
import * as escapeTables from '../../../libs/storage/src/database/escape-tables.js';
import * as loopTables from '../../../libs/storage/src/database/loop-tables.js';
import * as peopleTables from '../../../libs/storage/src/people/people-tables.js';
import * as sourceTables from '../../../libs/storage/src/database/source-tables.js';
import * as firstTables from '../../../libs/storage/src/database/tables.js';
import * as testSetTables from '../../../libs/storage/src/database/test-set-tables.js';
import { ownDatabase, type TestService } from '../../support/services.js';

const tables = Object.values({
  ...firstTables,
  ...loopTables,
  ...analysisTables,
  ...peopleTables,
  ...sourceTables,
  ...testSetTables,
  ...escapeTables,
}).filter((it) => is(it, PgTable));
let postgres: TestService;
let client: Client;

beforeAll(async () => {
  postgres = await ownDatabase();
  client = new Client({ connectionString: postgres.url });
  await client.connect();
});

afterAll(async () => {
  await client.end();
  await postgres.stop();
});

const prepared = async () => {
  const database = new Database({ url: postgres.url, onTrouble: () => undefined });
  try {
    await database.prepare();
  } finally {
    await database.close();
  }
};

interface Column {
  table: string;
  column: string;
  type: string;
  required: boolean;
  inKey: boolean;
}

/** The columns that the migrations made, by PostgreSQL's own catalogue. */
async function migrated(): Promise<Column[]> {
  const { rows } = await client.query<Column>(`
    SELECT c.relname AS "table", a.attname AS "column", a.attnotnull AS required,
      format_type(a.atttypid, a.atttypmod) AS type,
      coalesce(a.attnum = ANY (k.conkey), false) AS "inKey"
    FROM pg_attribute a
    JOIN pg_class c ON c.oid = a.attrelid AND c.relkind IN ('r', 'p')
    JOIN pg_namespace n ON n.oid = c.relnamespace AND n.nspname = 'public'
    LEFT JOIN pg_constraint k ON k.conrelid = c.oid AND k.contype = 'p'
    WHERE a.attnum > 0 AND NOT a.attisdropped AND c.relname <> 'migrations'`);
  return rows;
}

function declared(): Column[] {
  return tables.flatMap((table) => {
    const { name, columns, primaryKeys } = getTableConfig(table);
    const key = new Set(primaryKeys.flatMap((it) => it.columns.map((column) => column.name)));
    return columns.map((column) => ({
      table: name,
      column: column.name,
      type: column.getSQLType(),
      required: column.notNull,
      inKey: column.primary || key.has(column.name),
    }));
  });
}

const lines = (columns: readonly Column[]) =>
  columns
    .map(({ table, column, type, required }) => `${table}.${column} ${type} ${required}`)
    .sort();

test('the tables that queries see are those that the migrations made', async () => {
  await prepared();
  expect(lines(declared())).toEqual(lines(await migrated()));
});

test('a column that is declared as the primary key is in the primary key', async () => {
  await prepared();
  const made = new Set(
    (await migrated()).filter(({ inKey }) => inKey).map((it) => `${it.table}.${it.column}`),
  );
  const keys = declared().filter(({ inKey }) => inKey);
  expect(keys.map((it) => `${it.table}.${it.column}`).filter((it) => !made.has(it))).toEqual([]);
});

test('a database that a newer version has migrated is refused at once, by the names of its migrations', async () => {
  await prepared();
  await client.query("INSERT INTO migrations (number, name) VALUES (9999, 'from-the-future')");
  try {
    await expect(prepared()).rejects.toMatchObject({
      code: 'records-newer',
      retry: false,
      message: expect.stringMatching(/9999 \(from-the-future\)/) as string,
    });
  } finally {
    await client.query('DELETE FROM migrations WHERE number = 9999');
  }
});
