import { JobQueues, QueueHealth, queues, runWorker } from '#queue';
import { Blobs, Database, Frames, StoreIdentity } from '#storage';
import { systemClock } from '#telemetry';
import { Metrics } from '#telemetry';
import { execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { UnsettledBlobs } from '../../../apps/api/src/ingest/unsettled-blobs.js';
import { sweepNow } from '../../support/sweep.js';
import { startApi, type TestApi } from '../../support/api.js';
import { bodyOf, expectProblem } from '../../support/http.js';
import { somePng } from '../../support/pictures.js';
import {
  startPostgres,
  startRedis,
  type TestPostgres,
  type TestRedis,
} from '../../support/services.js';
import { patience, until } from '../../support/until.js';

let redis: TestRedis;
let postgres: TestPostgres;
let api: TestApi;

beforeAll(async () => {
  [redis, postgres] = await Promise.all([startRedis(), startPostgres()]);
  api = await startApi({ redisUrl: redis.url, databaseUrl: postgres.url });
  await api.makeStation('line-1');
});

afterAll(async () => {
  await api.stop();
  await Promise.all([redis.stop(), postgres.stop()]);
});

async function push(seed: number, headers = {}, to = api): Promise<Response> {
  return fetch(`${to.url}/v1/stations/line-1/frames`, {
    method: 'POST',
    body: await somePng(seed),
    headers: { 'content-type': 'image/png', ...headers },
  });
}

const frameCount = async () => (await api.app.get(Frames).list({ limit: 500 })).items.length;
/** The API has noticed: it asks no connection that is gone. */
const redisIsAway = () =>
  until(() => api.app.get(QueueHealth).ping().then(() => false, () => true)); // prettier-ignore
const redisIsBack = () => vi.waitFor(() => api.app.get(QueueHealth).ping(), patience);
const postgresIsBack = () => vi.waitFor(() => api.app.get(Database).ping(), patience);
/** A round of the sweep for which everything is overdue. */
const sweepAll = () => sweepNow(api.app);

test('Redis down: 503; without a key nothing is kept, so a repeat is one frame', async () => {
  const before = await frameCount();
  await redis.kill();
  await redisIsAway();
  const refused = await push(1);
  expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
  await expectProblem(refused, 503, 'queue-unavailable');
  expect(await frameCount()).toBe(before);
  await redis.start();
  await redisIsBack();
  expect((await push(1)).status).toBe(202);
  expect(await frameCount()).toBe(before + 1);
});

test('Redis down: with a key the repeat goes on from there and is counted once', async () => {
  const before = await frameCount();
  const key = { 'idempotency-key': 'while-redis-was-down' };
  await redis.kill();
  await redisIsAway();
  await expectProblem(await push(2, key), 503, 'queue-unavailable');
  await redis.start();
  await redisIsBack();
  const repeated = await push(2, key);
  expect(repeated.status).toBe(202);
  const { id } = await bodyOf<{ id: string }>(repeated);
  expect(await frameCount()).toBe(before + 1);
  const job = { frameId: id, stationId: 'line-1', acceptedAt: new Date().toISOString() };
  expect(await api.app.get(JobQueues).of(queues.inspect).putBack(job)).toBe(0);
});

test('Redis came back empty: the sweep puts every accepted frame back in, each once', async () => {
  const ids: string[] = [];
  for (let seed = 10; seed < 15; seed++)
    ids.push((await bodyOf<{ id: string }>(await push(seed))).id);
  await redis.kill();
  await redis.start({ empty: true });
  await redisIsBack();
  expect((await api.app.get(JobQueues).of(queues.inspect).backlog()).waiting).toBe(0);
  await sweepAll();
  const handled: string[] = [];
  const worker = runWorker(
    queues.inspect,
    (job) => Promise.resolve(void handled.push(job.frameId)),
    {
      redisUrl: redis.url,
      onTrouble: () => undefined,
    },
  );
  await vi.waitFor(() => expect(handled).toEqual(expect.arrayContaining(ids)), patience);
  await worker.close(2_000);
  expect(new Set(handled).size).toBe(handled.length);
  const metrics = await api.app.get(Metrics).render();
  expect(metrics).toMatch(/touchstone_frames_put_back_total [1-9]/);
});

test('the sweep leaves alone what the queue knows', async () => {
  await sweepAll();
  const before = (await api.app.get(JobQueues).of(queues.inspect).backlog()).waiting;
  await sweepAll();
  expect((await api.app.get(JobQueues).of(queues.inspect).backlog()).waiting).toBe(before);
});

test('PostgreSQL down: 503, also for reading; /health/ready says so; then all goes on', async () => {
  await postgres.kill();
  await expectProblem(await push(20), 503, 'records-unavailable');
  await expectProblem(await fetch(`${api.url}/v1/frames`), 503, 'records-unavailable');
  const health = await fetch(`${api.url}/health/ready`);
  expect(health.status).toBe(503);
  expect(await bodyOf<object>(health)).toMatchObject({
    status: 'not-ready',
    checks: { redis: { status: 'up' }, postgres: { status: 'down' }, blobs: { status: 'up' } },
  });
  expect((await fetch(`${api.url}/health/live`)).status).toBe(200);
  await postgres.start();
  await postgresIsBack();
  expect((await push(20)).status).toBe(202);
});

test('bytes whose frame got no row are deleted once PostgreSQL says that there is none', async () => {
  const folder = join(fileURLToPath(api.settings.blobs), 'frames/line-1');
  const files = async () => (await readdir(folder, { recursive: true })).sort();
  await settleLater();
  // The station is known to this process already, so that the bytes are written before the row fails.
  await push(30);
  const before = await files();
  await postgres.kill();
  await expectProblem(await push(31), 503, 'records-unavailable');
  const between = await files();
  await postgres.start();
  await postgresIsBack();
  await settleLater();
  expect(between.length).toBe(before.length + 1);
  expect(await files()).toEqual(before);
});

/** Settles what is unsettled, half a minute later, when nothing is under way any more. */
async function settleLater(): Promise<void> {
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 60_000 });
  await api.app.get(UnsettledBlobs).settle();
  vi.useRealTimers();
}

const small = await mkdtemp(join(tmpdir(), 'touchstone-small-disk-'));
const mounted = mountSmallDisk();

afterAll(async () => {
  if (mounted) execFileSync('umount', [small]);
  await rm(small, { recursive: true, force: true });
});

test.skipIf(!mounted)(
  'disk full (needs the right to mount a tmpfs): 503, nothing is kept',
  async () => {
    await mkdir(join(small, 'blobs'));
    const services = { redisUrl: redis.url, databaseUrl: postgres.url };
    const full = await startApi(services, { blobs: pathToFileURL(join(small, 'blobs')).href });
    // The records belong to the store of the other tests.
    await full.app
      .get(StoreIdentity)
      .adopt({ auditId: systemClock.newId(), by: 'anna', at: systemClock.now() });
    await full.makeStation('line-1');
    const before = await frameCount();
    await full.app.get(Blobs).put('fill/most', Buffer.alloc(40_000));
    const problem = await expectProblem(await push(40, {}, full), 503, 'blobs-unavailable');
    expect(problem['detail']).toContain('the disk is full');
    expect(await frameCount()).toBe(before);
    await full.app.get(Blobs).delete('fill/most');
    expect((await push(40, {}, full)).status).toBe(202);
    await full.stop();
  },
);

function mountSmallDisk(): boolean {
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=48k', 'tmpfs', small], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}
