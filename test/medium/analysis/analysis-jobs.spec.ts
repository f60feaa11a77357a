import { Redis } from 'ioredis';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Analysis, analysisJob, analysisRequest, TouchstoneError } from '#contracts';
import { LiveEvents, queues, runWorker } from '#queue';
import { analysisBlobKey, Blobs, Jobs } from '#storage';
import { Metrics } from '#telemetry';
import type { JobRunners } from '../../../apps/calibrator/src/jobs/job-runners.js';
import { RunJob } from '../../../apps/calibrator/src/jobs/run-job.js';
import { sweepNow } from '../../support/sweep.js';
import { startApi, type TestApi } from '../../support/api.js';
import { ownDatabase, ownRedis, type TestService } from '../../support/services.js';
import { until } from '../../support/until.js';

const station = 'line-1';
let postgres: TestService;
let redis: TestService;
let api: TestApi;
let client: Redis;
let stop: (() => Promise<unknown>) | undefined;

beforeAll(async () => {
  [postgres, redis] = await Promise.all([ownDatabase(), ownRedis()]);
  client = new Redis(redis.url);
  api = await startApi({ redisUrl: redis.url, databaseUrl: postgres.url });
  await api.makeStation(station);
});
afterAll(async () => {
  await stop?.();
  client.disconnect();
  await api.stop();
  await Promise.all([postgres.stop(), redis.stop()]);
});

/** The calibrator's edge with another worker behind it: what is tested is the job, not a kind of it. */
async function working(runners: Pick<JobRunners, 'run'>): Promise<void> {
  await stop?.();
  const { app } = api;
  const [jobs, blobs, events] = [app.get(Jobs), app.get(Blobs), app.get(LiveEvents)];
  const run = new RunJob(jobs, runners, blobs, events, app.get(Metrics));
  const worker = runWorker(queues.analyse, (job) => run.run(job), {
    redisUrl: redis.url,
    onGivenUp: (job, reason) => run.giveUp(job, reason),
    onTrouble: () => undefined,
  });
  stop = () => worker.close(1_000);
}

async function ask(body: object = { kind: 'map' }): Promise<Analysis> {
  const answer = await fetch(`${api.url}/v1/stations/${station}/analyses`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  expect(answer.status).toBe(202);
  return analysisJob.parse(await answer.json());
}

async function read(id: string): Promise<Analysis> {
  return analysisJob.parse(await (await fetch(`${api.url}/v1/analyses/${id}`)).json());
}

const ended = (id: string) =>
  until(async () => {
    const job = await read(id);
    return job.endedAt === null ? null : job;
  });

async function cancel(id: string): Promise<Analysis> {
  const answer = await fetch(`${api.url}/v1/analyses/${id}/cancel`, { method: 'POST' });
  return analysisJob.parse(await answer.json());
}

test('an analysis that is asked for is done with its settings, and followed live to its end', async () => {
  await working({
    run: (job, { onStep }) => {
      onStep('count', 1, 2);
      return Promise.resolve({ result: { seed: job.settings['seed'] }, blob: Buffer.from('big') });
    },
  });
  const { id } = await ask({ kind: 'map', settings: { seed: 7 }, by: 'anna' });
  const stream = await fetch(`${api.url}/v1/analyses/${id}`, {
    headers: { accept: 'text/event-stream' },
  });
  const text = await stream.text();
  expect(text).toContain('event: analysis');
  expect(text).toContain('"state":"done"');
  expect(await read(id)).toMatchObject({ state: 'done', result: { seed: 7 }, by: 'anna' });
  expect(String(await api.app.get(Blobs).get(analysisBlobKey(station, id)))).toBe('big');
});

test('progress is told with the time that is left', async () => {
  let go: () => void = () => undefined;
  const held = new Promise<void>((resolve) => (go = resolve));
  await working({
    run: async (_, { onStep }) => {
      onStep('layout', 1, 4);
      await held;
      return { result: {} };
    },
  });
  const { id } = await ask();
  const running = await until(async () => {
    const job = await read(id);
    return job.progress === null ? null : job;
  });
  expect(running).toMatchObject({ state: 'running', progress: { step: 'layout', done: 1, of: 4 } });
  go();
  expect((await ended(id)).state).toBe('done');
});

test('a running one is cancelled soon, a waiting one at once, an ended one not at all', async () => {
  await working({
    run: (_, { signal }) =>
      new Promise((_, reject) =>
        signal.addEventListener('abort', () => reject(signal.reason as Error)),
      ),
  });
  const first = await ask();
  const second = await ask();
  await until(async () => (await read(first.id)).state === 'running');
  expect((await cancel(second.id)).state).toBe('cancelled');
  await cancel(first.id);
  expect((await ended(first.id)).state).toBe('cancelled');
  expect((await cancel(first.id)).endedAt).toBe((await read(first.id)).endedAt);
});

test('what fails for good says why', async () => {
  await working({
    run: () => Promise.reject(new TouchstoneError('too-few-embeddings', 'only 3 of 10 are kept')),
  });
  const { id } = await ask();
  const failure = { code: 'too-few-embeddings', detail: 'only 3 of 10 are kept' };
  expect(await ended(id)).toMatchObject({ state: 'failed', failure });
});

test('one whose job Redis lost is put back in by the sweep', async () => {
  await stop?.();
  stop = undefined;
  const { id } = await ask();
  await client.flushdb();
  await working({ run: () => Promise.resolve({ result: { found: true } }) });
  await sweepNow(api.app);
  expect((await ended(id)).result).toEqual({ found: true });
});

test('what is not a kind or a setting of it is refused by name', async () => {
  const bad = { kind: 'map', settings: { method: 'pca' } };
  expect(analysisRequest.safeParse(bad).success).toBe(false);
  const answer = await fetch(`${api.url}/v1/stations/${station}/analyses`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(bad),
  });
  expect(answer.status).toBe(400);
  expect(((await answer.json()) as { detail: string }).detail).toContain('settings.method');
});

test('analyses are listed by kind, newest first', async () => {
  const last = await ask({ kind: 'names' });
  const list = async (kind: string) => {
    const answer = await fetch(`${api.url}/v1/stations/${station}/analyses?kind=${kind}`);
    return ((await answer.json()) as { items: Analysis[] }).items;
  };
  expect((await list('names')).map(({ id }) => id)).toEqual([last.id]);
  expect((await list('map')).length).toBeGreaterThan(4);
});
