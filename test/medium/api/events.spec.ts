import type { LiveEvent } from '#contracts';
import { LiveEvents, QueueHealth } from '#queue';
import { Frames, Inspections } from '#storage';
import { connect } from 'node:net';
import { Metrics } from '#telemetry';
import { afterAll, beforeAll, expect, onTestFinished, test, vi } from 'vitest';
import { EventClients, mostOfPeer } from '../../../apps/api/src/events/event-clients.js';
import { startApi, type TestApi } from '../../support/api.js';
import { expectProblem, readEvents } from '../../support/http.js';
import { somePng } from '../../support/pictures.js';
import { someFrame, someInspection } from '../../support/records.js';
import {
  ownDatabase,
  startRedis,
  type TestService,
  type TestRedis,
} from '../../support/services.js';
import { patience, until } from '../../support/until.js';

let redis: TestRedis;
let postgres: TestService;
let api: TestApi;

beforeAll(async () => {
  [redis, postgres] = await Promise.all([startRedis(), ownDatabase()]);
  api = await startApi({ redisUrl: redis.url, databaseUrl: postgres.url });
});

afterAll(async () => {
  await api.stop();
  await Promise.all([redis.stop(), postgres.stop()]);
});

const publish = (version: number, stationId = 'line-1') =>
  api.app.get(LiveEvents).publish({
    type: 'model-activated',
    stationId,
    modelId: '0190a000-0000-7000-8000-000000000001',
    version,
  });

const versions = (events: { body: unknown }[]) =>
  events.map(({ body }) => (body as LiveEvent & { version: number }).version);

test('events come as they happen, with their ids, of the station that was asked for', async () => {
  const events = await readEvents(
    `${api.url}/v1/events?station=line-1`,
    {},
    (seen) => seen.length === 2,
    async () => {
      await publish(1);
      await publish(2, 'line-2');
      await publish(3);
    },
  );
  expect(versions(events)).toEqual([1, 3]);
  expect(events.every((event) => /^\d+-\d+$/.test(event.id ?? ''))).toBe(true);
});

test('Last-Event-ID goes on after that event, with nothing lost or doubled', async () => {
  const start = await publish(10);
  for (let version = 11; version <= 30; version++) await publish(version);
  const events = await readEvents(
    `${api.url}/v1/events`,
    { 'last-event-id': start },
    (seen) => versions(seen).includes(33),
    async () => {
      for (let version = 31; version <= 33; version++) await publish(version);
    },
  );
  expect(versions(events)).toEqual(Array.from({ length: 23 }, (_, index) => 11 + index));
});

test('a Last-Event-ID that is none starts now', async () => {
  const events = await readEvents(
    `${api.url}/v1/events`,
    { 'last-event-id': 'nonsense' },
    (seen) => seen.length === 1,
    () => publish(40),
  );
  expect(versions(events)).toEqual([40]);
});

test('Prefer: wait is answered when the event comes, before any timer has the records asked again', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  onTestFinished(() => void vi.useRealTimers());
  await api.makeStation('line-1');
  const waiting = fetch(`${api.url}/v1/stations/line-1/frames`, {
    method: 'POST',
    body: await somePng(),
    headers: { 'content-type': 'image/png', prefer: 'wait=10' },
  });
  let items: { id: string }[] = [];
  while (items.length === 0) ({ items } = await api.app.get(Frames).list({ limit: 1 }));
  const frame = await api.app.get(Frames).get(items[0]!.id);
  const inspection = someInspection(frame);
  await api.app.get(Inspections).record({ inspection, map: new Float32Array(6), alert: false });
  await api.app.get(LiveEvents).publish({ type: 'inspection', inspection });
  expect((await waiting).status).toBe(200);
});

test('making, changing and deleting a station, a mask and a normal, and acknowledging an alert, are told', async () => {
  const path = `${api.url}/v1/stations/line-9`;
  const json = { 'content-type': 'application/json' };
  const png = { 'content-type': 'image/png' };
  const events = await readEvents(
    `${api.url}/v1/events?station=line-9`,
    {},
    (seen) => seen.length === 7,
    async () => {
      await fetch(path, { method: 'PUT', headers: json, body: '{}' });
      await fetch(path, { method: 'PATCH', headers: json, body: '{"title":"Flange"}' });
      const body = await somePng();
      const added = await fetch(`${path}/normals`, { method: 'POST', headers: png, body });
      const { id } = (await added.json()) as { id: string };
      await fetch(`${path}/normals/${id}`, { method: 'DELETE' });
      await fetch(`${path}/mask`, { method: 'PUT', headers: png, body });
      const alert = await raisedAlert('line-9');
      await fetch(`${api.url}/v1/alerts/${alert}/acknowledge`, {
        method: 'POST',
        headers: json,
        body: '{"by":"anna"}',
      });
      await fetch(path, { method: 'DELETE' });
    },
  );
  const told = events.map(({ body }) => body as LiveEvent);
  expect(
    told.map((event) =>
      event.type === 'alert' ? event.alert.acknowledgedBy : 'changed' in event && event.changed,
    ),
  ).toEqual(['made', 'settings', 'normals', 'normals', 'mask', 'anna', 'deleted']);
});

test('a client that does not read is let go when too much waits for it', async () => {
  const address = new URL(api.url);
  const deaf = connect(Number(address.port), address.hostname);
  deaf.pause();
  deaf.on('error', () => undefined);
  deaf.write(`GET /v1/events HTTP/1.1\r\nHost: ${address.host}\r\n\r\n`);
  const clients = async () =>
    /touchstone_live_clients (\d+)/.exec(await api.app.get(Metrics).render())?.[1];
  await expect.poll(clients).toBe('1');
  const detail = 'x'.repeat(200_000);
  const frameId = '0190a000-0000-7000-8000-000000000003';
  for (let count = 0; count < 60; count++)
    await api.app.get(LiveEvents).publish({
      type: 'frame-failed',
      frameId,
      stationId: 'line-1',
      failure: { code: 'internal', detail },
    });
  await expect.poll(clients, patience).toBe('0');
  deaf.destroy();
});

test('one listener too many of one address is refused; one that leaves makes room', async () => {
  const clients = api.app.get(EventClients);
  // Held, since an answer that nobody holds is collected, and its stream closed with it.
  const streams: Response[] = [];
  for (let index = 0; index < mostOfPeer; index++)
    streams.push(await fetch(`${api.url}/v1/events`));
  await expectProblem(await fetch(`${api.url}/v1/events`), 503, 'too-many-listeners');
  for (const stream of streams) await stream.body?.cancel();
  await expect
    .poll(() => {
      try {
        clients.refuseWhenFull('127.0.0.1');
        return true;
      } catch {
        return false;
      }
    })
    .toBe(true);
});

test('while Redis is away the stream is refused with 503', async () => {
  await redis.kill();
  await until(() => api.app.get(QueueHealth).ping().then(() => false, () => true)); // prettier-ignore
  await expectProblem(await fetch(`${api.url}/v1/events`), 503, 'queue-unavailable');
  await redis.start();
});

/** An alert of a frame that was inspected without a worker. */
async function raisedAlert(station: string): Promise<string> {
  const row = someFrame({ station });
  await api.app.get(Frames).accept(row);
  const inspection = someInspection(await api.app.get(Frames).get(row.id));
  await api.app.get(Inspections).record({ inspection, map: new Float32Array(6), alert: true });
  return row.id;
}
