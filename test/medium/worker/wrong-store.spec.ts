import { cp, mkdtemp, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { systemClock, type Readiness } from '#telemetry';
import { JobQueues, queues } from '#queue';
import { storeIdentityKey } from '#storage';
import { type Line, startLine } from '../../support/line.js';
import { paintedPart } from '../../support/painted-parts.js';
import { startS3 } from '../../support/s3-server.js';
import { startCalibrator, type StartedApp, startWorker } from '../../support/started-apps.js';
import { takersOfJobs } from '../../support/takers-of-jobs.js';
import { until } from '../../support/until.js';

let line: Line;
let elsewhere: string;

beforeAll(async () => {
  line = await startLine();
  elsewhere = await mkdtemp(join(tmpdir(), 'touchstone-elsewhere-'));
  await cp(join(line.dataFolder, 'backbones'), join(elsewhere, 'backbones'), { recursive: true });
  await line.putStation('line-1');
  for (let seed = 1; seed <= 12; seed++) await line.addNormal(await paintedPart(seed));
});

afterAll(async () => {
  await line.stop();
  await rm(elsewhere, { recursive: true, force: true });
});

/** Everything around the app is the line's, but for its store, which is empty. */
const onEmptyStore = () => ({ ...line.environment, TOUCHSTONE_DATA: elsewhere });

async function readinessOf({ url }: StartedApp): Promise<{ status: number; body: Readiness }> {
  const answer = await fetch(`${url}/health/ready`);
  return { status: answer.status, body: (await answer.json()) as Readiness };
}

/** The app is not ready, and says of the store why. */
async function expectDoubt(app: StartedApp): Promise<void> {
  const { status, body } = await readinessOf(app);
  expect(status).toBe(503);
  expect(body.checks['store']).toMatchObject({
    status: 'down',
    reason: expect.stringMatching(/carries no id.*touchstone store adopt/) as string,
  });
}

test('a calibrator on an empty store takes no job and says why; on the right one it does', async () => {
  const lost = await startCalibrator(onEmptyStore());
  const calibration = await line.requestCalibration();
  await expectDoubt(lost);
  expect(await takersOfJobs(line.redis.url)).toBe(0);
  expect(await line.calibrateQueue.backlog()).toMatchObject({ waiting: 1, active: 0, delayed: 0 });
  await lost.stop();
  const right = await startCalibrator(line.environment);
  await until(async () => (await line.calibration(calibration)).state === 'done');
  await until(async () => (await takersOfJobs(line.redis.url)) > 0);
  await right.stop();
});

test('a worker on an empty store takes no job of any queue; the frames wait for one that has them', async () => {
  const lost = await startWorker(onEmptyStore());
  const ids = [await line.push(await paintedPart(100)), await line.push(await paintedPart(101))];
  const jobs = lost.app.get(JobQueues);
  const [deliver, review] = [jobs.of(queues.deliver), jobs.of(queues.review)];
  await deliver.add({ frameId: ids[0]!, stationId: 'line-1' });
  await review.add({ reviewId: systemClock.newId(), frameId: ids[0]!, stationId: 'line-1' });
  await expectDoubt(lost);
  expect(await takersOfJobs(line.redis.url)).toBe(0);
  for (const queue of [line.queue, deliver, review])
    expect(await queue.backlog()).toMatchObject({ active: 0, delayed: 0 });
  expect((await line.queue.backlog()).waiting).toBe(2);
  // Its share is mounted at last.
  await cp(join(line.dataFolder, 'blobs'), join(elsewhere, 'blobs'), { recursive: true });
  await until(async () => (await readinessOf(lost)).status === 200);
  for (const id of ids) await until(() => line.inspections.find(id));
  await lost.stop();
});

test('a share that goes away while a worker runs: its frames are tried again, not failed', async () => {
  const worker = await startWorker(line.environment);
  await until(async () => (await readinessOf(worker)).status === 200);
  const [here, away] = [join(line.dataFolder, 'blobs'), join(line.dataFolder, 'away')];
  const bytes = await paintedPart(102);
  await rename(here, away);
  const ids = [await line.push(null), await line.push(null)];
  const queue = worker.app.get(JobQueues).of(queues.inspect);
  await until(async () => (await queue.backlog()).delayed > 0);
  await expectDoubt(worker);
  expect((await line.frames.list({ state: 'failed', limit: 10 })).items).toEqual([]);
  await rename(away, here);
  for (const id of ids) await line.blobs.put((await line.frames.get(id)).blob, bytes);
  for (const id of ids) await until(() => line.inspections.find(id));
  expect((await readinessOf(worker)).status).toBe(200);
  await worker.stop();
});

test('a worker on an empty prefix of S3 is in doubt until the id of the records lies there', async () => {
  process.env['AWS_ACCESS_KEY_ID'] = 'test';
  process.env['AWS_SECRET_ACCESS_KEY'] = 'test';
  const s3 = await startS3();
  const TOUCHSTONE_BLOBS = `s3://bucket/prefix?endpoint=${s3.endpoint}`;
  const worker = await startWorker({ ...line.environment, TOUCHSTONE_BLOBS });
  await expectDoubt(worker);
  s3.objects.set(`bucket/prefix/${storeIdentityKey}`, await line.blobs.get(storeIdentityKey));
  expect((await readinessOf(worker)).status).toBe(200);
  await worker.stop();
  await s3.stop();
});
