import { afterAll, beforeAll, expect, test } from 'vitest';
import { startApi, type TestApi } from '../../support/api.js';
import { kinds } from '../../support/fuzz/kinds.js';
import { fire, sourceOf } from '../../support/fuzz/shots.js';
import { somePng } from '../../support/pictures.js';
import {
  startPostgres,
  startRedis,
  type TestPostgres,
  type TestRedis,
} from '../../support/services.js';

/** A short round here; `npm run fuzz -- --requests 5000 --seed 7` makes a long one. */
const requests = Number(process.env['FUZZ_REQUESTS'] ?? 480);
const firstSeed = Number(process.env['FUZZ_SEED'] ?? 1);

/** A hang is no answer for so long; the machine may be busy with other tests. */
const hangMs = 60_000;
const inParallel = 4;

let redis: TestRedis;
let postgres: TestPostgres;
let api: TestApi;

beforeAll(async () => {
  [redis, postgres] = await Promise.all([startRedis(), startPostgres()]);
  api = await startApi({ redisUrl: redis.url, databaseUrl: postgres.url });
  await api.makeStation('fuzzed', { backlogLimit: 100_000 });
});

afterAll(async () => {
  await api.stop();
  await Promise.all([redis.stop(), postgres.stop()]);
});

test(`${requests} wrong requests of ${Object.keys(kinds).length} kinds from seed ${firstSeed}: none is a 500, none hangs, and the API goes on`, async () => {
  const picture = await somePng();
  const names = Object.keys(kinds);
  const wrong: string[] = [];
  let next = 0;
  const shoot = async () => {
    while (next < requests) {
      const at = next++;
      const name = names[at % names.length]!;
      const seed = firstSeed * 1_000_000 + at;
      const outcome = await fire(api.url, kinds[name]!(sourceOf(seed, picture)), hangMs);
      if (outcome === 'hang' || outcome === 500) wrong.push(`${outcome}: ${name}, seed ${seed}`);
    }
  };
  await Promise.all(Array.from({ length: inParallel }, shoot));
  expect(wrong).toEqual([]);
  expect((await fetch(`${api.url}/v1/stations/fuzzed`)).status).toBe(200);
});
