import 'reflect-metadata';
import { type INestApplicationContext, Injectable, Module, type Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { type Analysis, jobKindOf, type Problem } from '#contracts';
import { QueueModule, queues, QueueWorkers } from '#queue';
import { StorageModule } from '#storage';
import { createLog, TelemetryModule } from '#telemetry';
import { JobsModule } from '../../../apps/calibrator/src/jobs/jobs.module.js';
import {
  type JobOf,
  type JobRunner,
  type RunOptions,
  type RunOutcome,
  Runs,
} from '../../../apps/calibrator/src/jobs/runner.js';
import { startApi, type TestApi } from '../../support/api.js';
import { bodyOf, json } from '../../support/http.js';
import { ownDatabase, ownRedis, type TestService } from '../../support/services.js';
import { until } from '../../support/until.js';

/** All that a new long job costs: its kind, and the class below. */
const countSettings = z.strictObject({ upTo: z.int().min(1) });
type CountSettings = z.infer<typeof countSettings>;
const count = jobKindOf({ name: 'count', lane: 'analyse', settings: countSettings });

@Runs(count)
@Injectable()
class CountRunner implements JobRunner<CountSettings> {
  /** Counts on when it is let go. */
  static go: () => void = () => undefined;

  async run(
    { settings: { upTo } }: JobOf<CountSettings>,
    { onStep, signal }: RunOptions,
  ): Promise<RunOutcome> {
    onStep('count', 1, upTo);
    await new Promise<void>((resolve, reject) => {
      CountRunner.go = resolve;
      signal.addEventListener('abort', () => reject(signal.reason as Error));
    });
    return { result: { counted: upTo }, blob: Buffer.from('every number') };
  }
}

@Runs(count)
@Injectable()
class CountAgain extends CountRunner {}

let postgres: TestService;
let redis: TestService;
let api: TestApi;
let calibrator: INestApplicationContext;

beforeAll(async () => {
  [postgres, redis] = await Promise.all([ownDatabase(), ownRedis()]);
  const services = { redisUrl: redis.url, databaseUrl: postgres.url };
  api = await startApi(services, {}, { jobKinds: [count] });
  await api.makeStation('line-1');
  calibrator = await startCalibrator([CountRunner]);
});
afterAll(async () => {
  await calibrator.get(QueueWorkers).stop(2_000);
  await calibrator.close();
  await api.stop();
  await Promise.all([postgres.stop(), redis.stop()]);
});

/** A calibrator of the product's own modules that runs this one kind. */
function startCalibrator(providers: Type[]): Promise<INestApplicationContext> {
  const table = [queues.calibrate, queues.rehearse, queues.analyse];
  @Module({
    imports: [
      TelemetryModule.forRoot({ app: 'calibrator', log: createLog('calibrator', 'silent') }),
      StorageModule.forRoot({
        databaseUrl: postgres.url,
        blobs: api.settings.blobs,
        connections: 3,
      }),
      QueueModule.forRoot({ redisUrl: redis.url, app: 'calibrator', table }),
      JobsModule.forRoot([count]),
    ],
    providers,
  })
  class OneKind {}
  return NestFactory.createApplicationContext(OneKind, { logger: false, abortOnError: false });
}

const call = (path: string, init?: RequestInit) => fetch(`${api.url}/v1/${path}`, init);
const ask = (body: object) => call('stations/line-1/analyses', json('POST', body));
const read = async (id: string) => bodyOf<Analysis>(await call(`analyses/${id}`));
const inState = (id: string, state: string) =>
  until(async () => {
    const job = await read(id);
    return job.state === state ? job : null;
  });

async function counting(): Promise<string> {
  const answer = await ask({ kind: 'count', settings: { upTo: 3 }, by: 'anna' });
  expect(answer.status).toBe(202);
  const { id } = await bodyOf<Analysis>(answer);
  expect(answer.headers.get('location')).toBe(`/v1/analyses/${id}`);
  await until(async () => (await read(id)).progress !== null);
  return id;
}

test('a long job that is one kind and one runner is asked for, runs, tells its progress, and is done', async () => {
  const id = await counting();
  expect(await read(id)).toMatchObject({
    kind: 'count',
    by: 'anna',
    state: 'running',
    progress: { step: 'count', done: 1, of: 3 },
  });
  const following = call(`analyses/${id}`, { headers: { accept: 'text/event-stream' } });
  CountRunner.go();
  expect(await inState(id, 'done')).toMatchObject({ result: { counted: 3 } });
  const told = await (await following).text();
  expect(told).toContain('event: analysis');
  expect(told).toContain('"state":"done"');
  const listed = await call('stations/line-1/analyses?kind=count');
  expect((await bodyOf<{ items: Analysis[] }>(listed)).items.map((one) => one.id)).toContain(id);
});

test('it is cancelled as every other', async () => {
  const id = await counting();
  const answer = await call(`analyses/${id}/cancel`, json('POST', { by: 'ben' }));
  expect(answer.status).toBe(202);
  expect(await inState(id, 'cancelled')).toMatchObject({ result: null, failure: null });
});

test('its settings are checked at the border, and kinds that are not there are refused by name', async () => {
  const wrong = await ask({ kind: 'count', settings: { upTo: 0 } });
  expect([wrong.status, (await bodyOf<Problem>(wrong)).detail]).toEqual([400, expect.stringContaining('settings.upTo')]); // prettier-ignore
  expect((await ask({ kind: 'map' })).status).toBe(400);
});

test('a calibrator refuses to start when a kind has no runner, or two', async () => {
  const refused = (providers: Type[]) => expect(startCalibrator(providers)).rejects;
  await refused([]).toThrow(/kind count .* no runner/);
  await refused([CountRunner, CountAgain]).toThrow(/kind count .* runners CountRunner, CountAgain/);
});
