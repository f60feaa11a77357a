import type { LiveEvent } from '#contracts';
import { askingConnection, LiveEvents } from '#queue';
import type { Redis } from 'ioredis';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { startRedis, type TestRedis } from '../../support/services.js';
import { patience } from '../../support/until.js';

let server: TestRedis;
let redis: Redis;
let events: LiveEvents;
const noTrouble = () => undefined;

beforeAll(async () => {
  server = await startRedis();
  redis = askingConnection(server.url, noTrouble);
  events = new LiveEvents(redis, () => waitingConnection(), noTrouble);
  await ready();
});

afterAll(async () => {
  await events.close();
  redis.disconnect();
  await server.stop();
});

const waitingConnection = () =>
  redis.duplicate({
    enableOfflineQueue: true,
    commandTimeout: undefined,
    maxRetriesPerRequest: null,
  });
const ready = () => vi.waitFor(() => expect(redis.status).toBe('ready'), patience);

function event(version: number): LiveEvent {
  return {
    type: 'model-activated',
    stationId: 'line-1',
    modelId: '0190a000-0000-7000-8000-000000000001',
    version,
  };
}

function listener() {
  const versions: number[] = [];
  return {
    versions,
    handler: (entry: { event: LiveEvent }) => {
      if (entry.event.type === 'model-activated') versions.push(entry.event.version);
    },
  };
}

test('a listener gets what comes after it joined', async () => {
  await events.publish(event(1));
  const { versions, handler } = listener();
  const leave = await events.subscribe('$', handler);
  await events.publish(event(2));
  await events.publish(event(3));
  await vi.waitFor(
    () => expect(versions.filter((version) => version > 1)).toEqual([2, 3]),
    patience,
  );
  leave();
  await events.publish(event(4));
  expect(versions).not.toContain(4);
});

test('a listener that resumes gets each event once and in order, also what comes meanwhile', async () => {
  const first = await events.publish(event(100));
  for (let version = 101; version <= 700; version++) void events.publish(event(version));
  const { versions, handler } = listener();
  const leave = await events.subscribe(first, handler);
  for (let version = 701; version <= 720; version++) await events.publish(event(version));
  await vi.waitFor(() => expect(versions.at(-1)).toBe(720), patience);
  expect(versions).toEqual(Array.from({ length: 620 }, (_, index) => 101 + index));
  leave();
});

test('an entry that cannot be read is left out', async () => {
  const { versions, handler } = listener();
  const leave = await events.subscribe('$', handler);
  await redis.xadd('touchstone:events', '*', 'event', '{"type":"from the future"}');
  await events.publish(event(800));
  await vi.waitFor(() => expect(versions).toContain(800), patience);
  leave();
});

test('listening goes on after Redis was killed and came back empty', async () => {
  const { versions, handler } = listener();
  const leave = await events.subscribe('$', handler);
  await server.kill();
  await server.start({ empty: true });
  await ready();
  await vi.waitFor(
    async () => {
      await events.publish(event(900));
      expect(versions).toContain(900);
    },
    { ...patience, interval: 200 },
  );
  leave();
});
