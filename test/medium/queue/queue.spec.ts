import { TouchstoneError, type InspectJob } from '#contracts';
import { systemClock } from '#telemetry';
import { askingConnection, JobQueue, queues, type RunningWorker, runWorker } from '#queue';
import type { Redis } from 'ioredis';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { deferred } from '../../support/deferred.js';
import { startRedis, type TestRedis } from '../../support/services.js';
import { patience, until } from '../../support/until.js';

let server: TestRedis;
let redis: Redis;
let queue: JobQueue<InspectJob>;
const workers: RunningWorker[] = [];
const troubles: string[] = [];
const onTrouble = (trouble: string) => void troubles.push(trouble);

beforeAll(async () => {
  server = await startRedis();
});

afterAll(() => server.stop());

beforeEach(async () => {
  redis = askingConnection(server.url, onTrouble);
  await ready();
  await redis.flushall();
  queue = new JobQueue(queues.inspect, redis, onTrouble);
});

afterEach(async () => {
  for (const worker of workers.splice(0)) await worker.close(2_000);
  await queue.close();
  redis.disconnect();
});

const away = () => until(() => redis.status !== 'ready');
const ready = () => vi.waitFor(() => expect(redis.status).toBe('ready'), patience);

function someJob(): InspectJob {
  return {
    frameId: systemClock.newId(),
    stationId: 'line-1',
    acceptedAt: systemClock.now().toISOString(),
  };
}

function work(
  handler: (job: InspectJob) => unknown,
  onGivenUp?: (job: InspectJob, error: TouchstoneError, attempts: number) => void,
): void {
  workers.push(
    runWorker(queues.inspect, (job) => Promise.resolve(handler(job)).then(() => undefined), {
      redisUrl: server.url,
      concurrency: 4,
      onTrouble,
      onGivenUp: (...given) => Promise.resolve(onGivenUp?.(...given)),
    }),
  );
}

test('a job is handled once, however often it is added', async () => {
  const handled: string[] = [];
  const job = someJob();
  await Promise.all([queue.add(job), queue.add(job), queue.addMany([job, job])]);
  work((taken) => void handled.push(taken.frameId));
  await vi.waitFor(() => expect(handled).toEqual([job.frameId]), patience);
  const later = someJob();
  await queue.add(job);
  await queue.add(later);
  await until(() => handled.includes(later.frameId));
  expect(handled).toEqual([job.frameId, later.frameId]);
});

test('the backlog says how many wait and since when', async () => {
  expect(await queue.backlog()).toEqual({ waiting: 0, active: 0, delayed: 0, oldestMs: 0 });
  const start = Date.now();
  await queue.add(someJob());
  const { oldestMs } = await until(async () => {
    const backlog = await queue.backlog();
    return backlog.oldestMs >= 55 && backlog;
  });
  await queue.addMany([someJob(), someJob()]);
  const backlog = await queue.backlog();
  expect(backlog).toMatchObject({ waiting: 3, active: 0, delayed: 0 });
  expect(backlog.oldestMs).toBeGreaterThanOrEqual(oldestMs);
  expect(backlog.oldestMs).toBeLessThanOrEqual(Date.now() - start);
});

test('what can pass is tried again', async () => {
  let tries = 0;
  await queue.add(someJob());
  work(() => {
    tries += 1;
    if (tries < 2) throw new TouchstoneError('records-unavailable', 'not now');
  });
  await vi.waitFor(() => expect(tries).toBe(2), patience);
});

test('what cannot pass is given up after one try, with its own error', async () => {
  const given: unknown[] = [];
  let tries = 0;
  const job = someJob();
  await queue.add(job);
  work(
    () => {
      tries += 1;
      throw new TouchstoneError('image-damaged', 'the pixels end early');
    },
    (payload, error, attempts) => void given.push([payload, error.code, attempts]),
  );
  await vi.waitFor(() => expect(given).toEqual([[job, 'image-damaged', 1]]), patience);
  expect(tries).toBe(1);
});

test('a job that cannot be read is given up and never handled', async () => {
  const handled: unknown[] = [];
  await queue.add({ ...someJob(), frameId: 'not an id' });
  work((job) => void handled.push(job));
  await vi.waitFor(() => expect(troubles.join()).toContain('cannot be read'), patience);
  expect(handled).toEqual([]);
});

test('putBack starts over what has finished or is unknown, and leaves what waits', async () => {
  const handled: string[] = [];
  const [done, unknown, waiting] = [someJob(), someJob(), someJob()];
  await queue.add(done);
  work((job) => void handled.push(job.frameId));
  await vi.waitFor(() => expect(handled).toEqual([done.frameId]), patience);
  await workers.pop()?.close(2_000);
  await queue.add(waiting);
  expect(await queue.putBack(done, unknown, waiting)).toBe(2);
  expect((await queue.backlog()).waiting).toBe(3);
});

test('while Redis is away an add fails at once; when it is back, empty, all goes on', async () => {
  const handled: string[] = [];
  work((job) => void handled.push(job.frameId));
  await queue.add(someJob());
  await vi.waitFor(() => expect(handled).toHaveLength(1), patience);
  await server.kill();
  await away();
  await expect(queue.add(someJob())).rejects.toMatchObject({
    code: 'queue-unavailable',
    retry: true,
  });
  await server.start({ empty: true });
  await ready();
  await queue.add(someJob());
  await vi.waitFor(() => expect(handled).toHaveLength(2), patience);
});

test('a queue that is made while Redis is away works once it comes', async () => {
  await server.kill();
  const early = askingConnection(server.url, onTrouble);
  const earlyQueue = new JobQueue(queues.inspect, early, onTrouble);
  await expect(earlyQueue.add(someJob())).rejects.toMatchObject({ code: 'queue-unavailable' });
  await server.start();
  await vi.waitFor(() => expect(early.status).toBe('ready'), patience);
  await earlyQueue.add(someJob());
  expect((await earlyQueue.backlog()).waiting).toBeGreaterThan(0);
  await earlyQueue.close();
  early.disconnect();
});

test('closing while Redis is away does not wait for it', async () => {
  await queue.add(someJob());
  await server.kill();
  await away();
  await queue.close();
  await server.start();
  await ready();
});

test('closing waits for the job in hand, and says so when the deadline came first', async () => {
  const told: string[] = [];
  const first = deferred();
  await queue.add(someJob());
  work(async () => {
    told.push('started');
    await first.promise;
    told.push('ended');
  });
  await until(() => told.length === 1);
  const closed = workers
    .pop()!
    .close(60_000)
    .then((inTime) => told.push(`closed: ${inTime}`));
  first.resolve();
  await closed;
  expect(told).toEqual(['started', 'ended', 'closed: true']);

  const second = deferred();
  await queue.add(someJob());
  work(() => second.promise);
  await until(async () => (await queue.backlog()).active === 1);
  expect(await workers.pop()?.close(200)).toBe(false);
  second.resolve();
});
