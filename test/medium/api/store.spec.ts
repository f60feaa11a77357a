import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { type FramesPutBack, type StoreState, type SystemState } from '#contracts';
import { JobQueues, queues } from '#queue';
import { Frames, storeIdentityKey } from '#storage';
import { retryFrames } from '../../../apps/cli/src/frames/retry.js';
import { showStore } from '../../../apps/cli/src/store/store.js';
import { startApi, type TestApi } from '../../support/api.js';
import { bodyOf, expectProblem, json } from '../../support/http.js';
import { someJpeg } from '../../support/pictures.js';
import {
  startPostgres,
  startRedis,
  type TestPostgres,
  type TestRedis,
} from '../../support/services.js';

let redis: TestRedis;
let postgres: TestPostgres;
let api: TestApi;

beforeAll(async () => {
  [redis, postgres] = await Promise.all([startRedis(), startPostgres()]);
  api = await startApi({ redisUrl: redis.url, databaseUrl: postgres.url });
  await api.makeStation('line-1');
  await api.makeStation('narrow', { backlogLimit: 4 });
});

afterAll(async () => {
  await api.stop();
  await Promise.all([redis.stop(), postgres.stop()]);
});

const ask = (path: string, init?: RequestInit) => fetch(`${api.url}${path}`, init);
const ready = async () => (await ask('/health/ready')).status;

async function push(station: string, seed: number): Promise<Response> {
  const headers = { 'content-type': 'image/jpeg' };
  const body = await someJpeg(seed);
  return ask(`/v1/stations/${station}/frames`, { method: 'POST', body, headers });
}

async function failedFrame(station: string, seed: number, code: string): Promise<string> {
  const { id } = await bodyOf<{ id: string }>(await push(station, seed));
  const failure = { code, detail: 'of the test', attempts: 1 };
  expect(await api.app.get(Frames).markFailed(id, failure)).toBe(true);
  return id;
}

test('failed frames are put back by station and code, each with a job', async () => {
  const [gone, damaged] = [
    await failedFrame('line-1', 1, 'blob-not-found'),
    await failedFrame('line-1', 2, 'image-damaged'),
  ];
  const path = '/v1/stations/line-1/frames/retry';
  const answer = await ask(path, json('POST', { code: 'blob-not-found' }));
  expect(answer.status).toBe(202);
  expect(await bodyOf<FramesPutBack>(answer)).toEqual({ putBack: 1, left: 0 });
  const states = async () =>
    Promise.all([gone, damaged].map(async (id) => (await api.app.get(Frames).get(id)).state));
  expect(await states()).toEqual(['accepted', 'failed']);
  expect(await bodyOf<FramesPutBack>(await ask(path, { method: 'POST' }))).toEqual({
    putBack: 1,
    left: 0,
  });
  expect(await states()).toEqual(['accepted', 'accepted']);
  const job = { frameId: damaged, stationId: 'line-1', acceptedAt: new Date().toISOString() };
  expect(await api.app.get(JobQueues).of(queues.inspect).putBack(job)).toBe(0);
  await expectProblem(
    await ask('/v1/stations/no-such/frames/retry', { method: 'POST' }),
    404,
    'station-not-found',
  );
  await expectProblem(await ask(path, json('POST', { codes: 'x' })), 400, 'validation-failed');
});

test('the system says what is up, what waits for whom, and what failed of which station and why', async () => {
  await failedFrame('line-1', 3, 'image-damaged');
  const system = await bodyOf<SystemState>(await ask('/v1/system'));
  expect(system.checks.every(({ up }) => up)).toBe(true);
  expect(system.checks.map(({ name }) => name)).toContain('postgres');
  const inspect = system.queues.find(({ name }) => name === 'inspect');
  expect(inspect).toMatchObject({ handledBy: 'worker', processes: 0, waiting: 3 });
  expect(system.failed).toMatchObject([{ stationId: 'line-1', code: 'image-damaged', frames: 1 }]);
  expect(system.storage.totalBytes).toBeGreaterThan(0);
  await ask('/v1/stations/line-1/frames/retry', { method: 'POST' });
  expect((await bodyOf<SystemState>(await ask('/v1/system'))).failed).toEqual([]);
});

test('a bulk retry takes half of the free backlog, so that new frames are still let in', async () => {
  for (let seed = 10; seed < 14; seed++) await failedFrame('narrow', seed, 'internal');
  const path = '/v1/stations/narrow/frames/retry';
  const retry = async () => bodyOf<FramesPutBack>(await ask(path, { method: 'POST' }));
  expect(await retry()).toEqual({ putBack: 2, left: 2 });
  expect(await retry()).toEqual({ putBack: 1, left: 1 });
  expect(await retry()).toEqual({ putBack: 0, left: 1 });
});

test('touchstone frames retry puts back what failed in every station', async () => {
  await failedFrame('line-1', 20, 'blob-not-found');
  const write = vi.spyOn(process.stdout, 'write').mockReturnValue(true);
  await retryFrames(undefined, { url: api.url, code: 'blob-not-found', json: true });
  const said = write.mock.calls.map(([text]) => String(text)).join('');
  write.mockRestore();
  expect(JSON.parse(said)).toEqual({ putBack: { 'line-1': 1, narrow: 0 } });
});

test('an API whose store is not the one of the records takes no image until it is adopted', async () => {
  const before = await bodyOf<StoreState>(await ask('/v1/store'));
  expect(before).toMatchObject({ agrees: true, reason: null, found: before.expected });
  expect(await ready()).toBe(200);
  await rm(join(fileURLToPath(api.settings.blobs), storeIdentityKey));
  expect(await ready()).toBe(503);
  await expectProblem(await push('line-1', 30), 503, 'store-in-doubt');
  expect(await bodyOf<StoreState>(await ask('/v1/store'))).toEqual({
    agrees: false,
    expected: before.expected,
    found: null,
    reason: expect.stringContaining('carries no id') as string,
  });
  const write = vi.spyOn(process.stdout, 'write').mockReturnValue(true);
  await showStore(true, { url: api.url });
  write.mockRestore();
  expect(await bodyOf<StoreState>(await ask('/v1/store'))).toEqual(before);
  expect([await ready(), (await push('line-1', 30)).status]).toEqual([200, 202]);
});
