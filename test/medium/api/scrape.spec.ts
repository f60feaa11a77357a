import { Client } from 'pg';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { challengeSettings } from '#contracts';
import { Database } from '#storage';
import { startApi, type TestApi } from '../../support/api.js';
import { settingsWith } from '../../support/records.js';
import { ownDatabase, ownRedis, type TestService } from '../../support/services.js';
import { until } from '../../support/until.js';

let redis: TestService;
let postgres: TestService;
let api: TestApi;

beforeAll(async () => {
  [redis, postgres] = await Promise.all([ownRedis(), ownDatabase()]);
  api = await startApi({ redisUrl: redis.url, databaseUrl: postgres.url });
});

afterAll(async () => {
  await api.stop();
  await Promise.all([redis.stop(), postgres.stop()]);
});

/** Makes stations with a gate, numbered up to `last`. */
async function gatedStations(first: number, last: number): Promise<void> {
  const challenge = { ...challengeSettings.parse({}), required: true };
  const client = new Client({ connectionString: postgres.url });
  await client.connect();
  await client.query(
    `INSERT INTO stations (id, settings, created_at, updated_at)
     SELECT 's' || n, $1::jsonb, now(), now() FROM generate_series($2::int, $3::int) AS n`,
    [JSON.stringify(settingsWith({ challenge })), first, last],
  );
  await client.end();
}

/** Scrapes until the records were asked, once the figures of before are spent; returns how often, and the gates told of. */
async function scraped(): Promise<{ asked: number; gates: number; ms: number }> {
  return until(async () => {
    const asking = vi.spyOn(api.app.get(Database), 'ask');
    const began = performance.now();
    const text = await (await fetch(`${api.url}/metrics`)).text();
    const ms = performance.now() - began;
    const asked = asking.mock.calls.length;
    asking.mockRestore();
    return asked > 0 && { asked, gates: text.match(/^touchstone_gate_open\{/gm)?.length ?? 0, ms };
  });
}

test('a scrape asks the records a few times, also for 600 gated stations', async () => {
  await gatedStations(1, 1);
  const one = await scraped();
  await gatedStations(2, 600);
  const all = await until(async () => {
    const next = await scraped();
    return next.gates > one.gates && next;
  });
  // Quarantine, figures, refusals and gates, one query each; one for each gate would be six hundred.
  expect(all.asked).toBeLessThanOrEqual(5);
  process.stderr.write(`a scrape with 600 gates took ${all.ms.toFixed(0)} ms\n`);
});
