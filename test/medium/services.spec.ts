import pg from 'pg';
import { expect, test } from 'vitest';
import { startPostgres } from '../support/services.js';

test('a PostgreSQL of the test starts, survives a kill and starts again', async () => {
  const postgres = await startPostgres();
  await postgres.kill();
  await postgres.start();
  const client = new pg.Client(postgres.url);
  await client.connect();
  expect((await client.query('SELECT 1 AS one')).rows).toEqual([{ one: 1 }]);
  await client.end();
  await postgres.stop();
});
