import type { InspectJob } from '#contracts';
import { askingConnection, JobQueue, queues, runWorker } from '#queue';
import { systemClock } from '#telemetry';
import type { Redis } from 'ioredis';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { deferred } from '../../support/deferred.js';
import { firstTurn } from '../../../libs/queue/src/due-places.js';
import { Turns } from '../../../libs/queue/src/turns.js';
import { startRedis, type TestRedis } from '../../support/services.js';
import { patience } from '../../support/until.js';

let server: TestRedis;
let redis: Redis;
let queue: JobQueue<InspectJob>;
const noTrouble = () => undefined;

beforeAll(async () => {
  server = await startRedis();
});
afterAll(() => server.stop());

beforeEach(async () => {
  redis = askingConnection(server.url, noTrouble);
  await vi.waitFor(() => expect(redis.status).toBe('ready'), patience);
  await redis.flushall();
  queue = new JobQueue(queues.inspect, redis, noTrouble);
});
afterEach(async () => {
  await queue.close();
  redis.disconnect();
});

const jobsOf = (stationId: string, count: number, golden = false): InspectJob[] =>
  Array.from({ length: count }, () => ({
    frameId: systemClock.newId(),
    stationId,
    acceptedAt: systemClock.now().toISOString(),
    golden,
  }));

/** Handles the next jobs one after the other, exactly so many; returns them in the order in which they were taken. */
async function taken(count: number): Promise<InspectJob[]> {
  const jobs: InspectJob[] = [];
  const enough = deferred();
  const handle = async (job: InspectJob) => {
    jobs.push(job);
    if (jobs.length < count) return;
    // Before the job ends: the worker takes the next one with its end.
    await worker.pause();
    enough.resolve();
  };
  const worker = runWorker(queues.inspect, handle, { redisUrl: server.url, onTrouble: noTrouble });
  await enough.promise;
  await worker.close(60_000);
  return jobs;
}

test('a station with three hundred waiting frames delays another by a turn of eight', async () => {
  await queue.addMany(jobsOf('busy', 300));
  await queue.addMany(jobsOf('quiet', 3));
  const stations = (await taken(12)).map(({ stationId }) => stationId);
  expect(stations.filter((station) => station === 'quiet')).toHaveLength(3);
  expect(stations.indexOf('quiet')).toBeLessThanOrEqual(8);
});

test('stations with waiting frames are served alike, each in its own order', async () => {
  const [first, second, third] = ['a', 'b', 'c'].map((station) => jobsOf(station, 40)) as [InspectJob[], InspectJob[], InspectJob[]]; // prettier-ignore
  await queue.addMany([...first, ...second]);
  for (const job of third) await queue.add(job);
  const jobs = await taken(120);
  for (const upTo of [24, 48, 72, 96])
    for (const station of ['a', 'b', 'c'])
      expect(jobs.slice(0, upTo).filter(({ stationId }) => stationId === station)).toHaveLength(upTo / 3); // prettier-ignore
  for (const own of [first, second, third]) {
    const order = jobs.filter(({ stationId }) => stationId === own[0]!.stationId);
    expect(order.map(({ frameId }) => frameId)).toEqual(own.map(({ frameId }) => frameId));
  }
});

test('a station that comes later has no credit for the time in which it sent nothing', async () => {
  await queue.addMany(jobsOf('steady', 80));
  expect(await taken(40)).toHaveLength(40);
  await queue.addMany(jobsOf('late', 80));
  const stations = (await taken(32)).map(({ stationId }) => stationId);
  const late = stations.filter((station) => station === 'late').length;
  expect(late).toBeGreaterThanOrEqual(8);
  expect(late).toBeLessThanOrEqual(24);
});

test('golden parts go before all turns', async () => {
  await queue.addMany(jobsOf('busy', 50));
  await queue.add(jobsOf('closed', 1, true)[0]!);
  expect((await taken(1))[0]!.stationId).toBe('closed');
});

test('turns are counted anew when the queue was empty, and the backlog knows the oldest job', async () => {
  await queue.addMany(jobsOf('a', 20));
  const { waiting } = await queue.backlog();
  expect(waiting).toBe(20);
  expect(await redis.exists('touchstone:inspect:turns')).toBe(1);
  await taken(20);
  await queue.add(jobsOf('b', 1)[0]!);
  expect(await redis.hgetall('touchstone:inspect:turns')).toEqual({ b: '1', ':served': '1', ':latest': '1' }); // prettier-ignore
});

test('a job that is tried again gives nobody who comes just then a turn of long ago', async () => {
  const turns = new Turns(redis, 'touchstone:tried');
  const waits = (turn: number) => redis.zadd('touchstone:tried:prioritized', (firstTurn + turn) * 2 ** 32, `job-${turn}`); // prettier-ignore
  await waits(40);
  expect(await turns.next(['busy'])).toEqual([firstTurn + 40]);
  await waits(2);
  expect(await turns.next(['late'])).toEqual([firstTurn + 40]);
});

test('while jobs are in work and none waits, a station that comes later is not put before the others', async () => {
  const turns = new Turns(redis, 'touchstone:busy');
  await redis.lpush('touchstone:busy:active', 'job-1');
  const given = await turns.next(Array.from({ length: 80 }, () => 'busy'));
  expect(given.at(-1)).toBe(firstTurn + 10);
  expect(await turns.next(['late'])).toEqual([firstTurn + 10]);
});

const dueIn = (ms: number, stationId = 'dated'): InspectJob => ({
  ...jobsOf(stationId, 1)[0]!,
  deadlineAt: new Date(Date.now() + ms).toISOString(),
});

test('jobs with a deadline go before those without, the nearest first, also when they came last', async () => {
  await queue.addMany(jobsOf('busy', 30));
  const later = dueIn(60_000);
  const sooner = dueIn(20_000, 'another');
  await queue.add(later);
  await queue.add(sooner);
  const jobs = await taken(4);
  expect(jobs.slice(0, 2)).toEqual([sooner, later]);
  expect(jobs.slice(2).map(({ stationId }) => stationId)).toEqual(['busy', 'busy']);
});

test('a job whose deadline is over goes with the others, and one that is gone is left alone', async () => {
  await queue.addMany(jobsOf('busy', 8));
  const missed = dueIn(20);
  const inTime = dueIn(60_000);
  await queue.addMany([missed, inTime]);
  await queue.noLongerDue(missed, dueIn(20));
  const jobs = await taken(10);
  expect(jobs[0]).toEqual(inTime);
  expect(jobs.slice(1)).toContainEqual(missed);
  expect(jobs[1]!.stationId).toBe('busy');
});

test('places of deadlines are counted anew when no such job waits', async () => {
  await queue.add(dueIn(60_000));
  await taken(1);
  await redis.set('touchstone:inspect:due-since', Date.now() - 12 * 3_600_000);
  const [later, sooner] = [dueIn(60_000), dueIn(20_000)];
  await queue.add(later);
  await queue.add(sooner);
  expect(await taken(2)).toEqual([sooner, later]);
});
