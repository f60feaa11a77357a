import { Redis } from 'ioredis';
import pg from 'pg';
import { expect, test } from 'vitest';
import { ownDatabase, ownRedis, startPostgres } from '../support/services.js';

async function rowsOf(url: string, question: string): Promise<unknown[]> {
  const client = new pg.Client(url);
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(question)).rows;
  } finally {
    await client.end();
  }
}

test('a PostgreSQL of the test starts, survives a kill and starts again', async () => {
  const postgres = await startPostgres();
  await postgres.kill();
  await postgres.start();
  expect(await rowsOf(postgres.url, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
  await postgres.stop();
});

test('each database has the tables of the product and no row of another one', async () => {
  const [one, other] = await Promise.all([ownDatabase(), ownDatabase()]);
  await rowsOf(one.url, 'CREATE TABLE only_here (n int)');
  const tables = 'SELECT table_name AS name FROM information_schema.tables';
  const names = (rows: unknown[]) => rows.map((row) => (row as { name: string }).name);
  expect(names(await rowsOf(one.url, tables))).toEqual(expect.arrayContaining(['frames', 'only_here'])); // prettier-ignore
  expect(names(await rowsOf(other.url, tables))).not.toContain('only_here');
  await Promise.all([one.stop(), other.stop()]);
  await expect(rowsOf(one.url, tables)).rejects.toThrow('does not exist');
});

test('equal keys of two Redis databases do not meet, and nothing is left at the end', async () => {
  const [one, other] = await Promise.all([ownRedis(), ownRedis()]);
  const [redis, another] = [new Redis(one.url), new Redis(other.url)];
  await redis.set('key', 'here');
  expect(await another.get('key')).toBeNull();
  await one.stop();
  expect(await redis.get('key')).toBeNull();
  redis.disconnect();
  another.disconnect();
  await other.stop();
});
