import 'reflect-metadata';
import { type INestApplicationContext, Injectable, Module, type Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { z } from 'zod';
import { frameId, type InspectJob, stationId } from '#contracts';
import {
  Handles,
  type JobHandler,
  JobQueues,
  QueueModule,
  queueOf,
  queues,
  QueueWorkers,
} from '#queue';
import { Frames, StorageModule, Stations } from '#storage';
import { createLog, Metrics, TelemetryModule } from '#telemetry';
import { sweepNow } from '../../support/sweep.js';
import { settingsWith, someFrame } from '../../support/records.js';
import {
  startPostgres,
  startRedis,
  type TestPostgres,
  type TestRedis,
} from '../../support/services.js';

/** All that a new queue costs: its entry in the table, and the class below. */
const measureJob = z.object({ frameId, stationId });
type MeasureJob = z.infer<typeof measureJob>;
const measure = queueOf<MeasureJob>({
  name: 'measure',
  schema: measureJob,
  jobId: (job) => job.frameId,
  handledBy: 'worker',
  policy: queues.review.policy,
  lost: { among: ['frames'], afterMs: 20_000 },
});

const measured: string[] = [];

@Handles(measure)
@Injectable()
class MeasureJobs implements JobHandler<MeasureJob> {
  handle(job: MeasureJob): Promise<void> {
    measured.push(job.frameId);
    return Promise.resolve();
  }
}

@Handles(measure)
@Injectable()
class MeasureAgain extends MeasureJobs {}

@Handles(queues.inspect)
@Injectable()
class StrangeJobs implements JobHandler<InspectJob> {
  handle(): Promise<void> {
    return Promise.resolve();
  }
}

let redis: TestRedis;
let postgres: TestPostgres;
let blobs: string;
const running: INestApplicationContext[] = [];

beforeAll(async () => {
  [redis, postgres] = await Promise.all([startRedis(), startPostgres()]);
  blobs = await mkdtemp(join(tmpdir(), 'touchstone-table-'));
});

afterAll(async () => {
  for (const app of running) {
    await app.get(QueueWorkers).stop(2_000);
    await app.close();
  }
  await Promise.all([redis.stop(), postgres.stop()]);
  await rm(blobs, { recursive: true, force: true });
});

/** An application of the product's own modules, with a table of one queue. */
async function start(app: string, providers: Type[]): Promise<INestApplicationContext> {
  @Module({
    imports: [
      TelemetryModule.forRoot({ app, log: createLog(app, 'silent') }),
      StorageModule.forRoot({
        databaseUrl: postgres.url,
        blobs: pathToFileURL(blobs).href,
        connections: 3,
      }),
      QueueModule.forRoot({ redisUrl: redis.url, app, table: [measure] }),
    ],
    providers,
  })
  class OneQueue {}
  const context = await NestFactory.createApplicationContext(OneQueue, {
    logger: false,
    abortOnError: false,
  });
  running.push(context);
  return context;
}

test('a queue that is one entry and one handler is produced, counted, handled, and swept when it is lost', async () => {
  const edge = await start('api', []);
  const metrics = edge.get(Metrics);
  for (const queue of edge.get(JobQueues).all())
    metrics.watchQueue(queue.name, () => queue.backlog());
  await edge.get(Stations).put('line-1', settingsWith());
  const owed = await edge.get(Frames).accept(someFrame());
  const produced = someFrame().id;
  await vi.waitFor(() => edge.get(JobQueues).of(measure).add({ frameId: produced, stationId: 'line-1' }), 10_000); // prettier-ignore
  expect(await metrics.render()).toContain(
    'touchstone_queue_jobs{queue="measure",state="waiting"} 1',
  );
  await sweepNow(edge);
  expect(await metrics.render()).toContain('touchstone_jobs_put_back_total{queue="measure"} 1');
  await start('worker', [MeasureJobs]);
  await vi.waitFor(() => expect(measured.sort()).toEqual([produced, owed.frame.id].sort()), 10_000);
});

test('a process refuses to start when a job has no handler, two, or one of another process', async () => {
  const refused = (providers: Type[]) => expect(start('worker', providers)).rejects;
  await refused([]).toThrow(/queue measure .* no handler/);
  await refused([MeasureJobs, MeasureAgain]).toThrow(
    /queue measure .* handlers MeasureJobs, MeasureAgain/,
  );
  await refused([MeasureJobs, StrangeJobs]).toThrow(/queue inspect .* handlers StrangeJobs/);
  await expect(start('calibrator', [MeasureJobs])).rejects.toMatchObject({
    code: 'job-not-handled',
  });
});
