import { connect, type Socket } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { decodingBudget } from '#images';
import { Challenges, Stations } from '#storage';
import { LoopFiguresOfAll } from '../../../apps/api/src/reading/loop-figures.js';
import { startApi, type TestApi } from '../../support/api.js';
import { expectProblem } from '../../support/http.js';
import { somePng } from '../../support/pictures.js';
import { settingsWith } from '../../support/records.js';
import {
  startPostgres,
  startRedis,
  type TestPostgres,
  type TestRedis,
} from '../../support/services.js';

let redis: TestRedis;
let postgres: TestPostgres;
let api: TestApi;
const open: Socket[] = [];

beforeAll(async () => {
  [redis, postgres] = await Promise.all([startRedis(), startPostgres()]);
  api = await startApi({ redisUrl: redis.url, databaseUrl: postgres.url });
  await api.makeStation('s1');
  await api.makeStation('full', { backlogLimit: 1 });
});

afterAll(async () => {
  for (const socket of open) socket.destroy();
  await api.stop();
  await Promise.all([redis.stop(), postgres.stop()]);
});

/** Sends the head of a request and promises a body that does not come; returns the status it is answered with, if any. */
function promise(path: string, bytes: number): { socket: Socket; status: Promise<number> } {
  const socket = connect(Number(new URL(api.url).port), '127.0.0.1');
  open.push(socket);
  const status = new Promise<number>((resolve, reject) => {
    socket.once('data', (text) => resolve(Number(/^HTTP\/1\.1 (\d+)/.exec(String(text))?.[1])));
    socket.once('error', reject);
  });
  socket.write(
    `POST ${path} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: image/png\r\nContent-Length: ${bytes}\r\n\r\n`,
  );
  return { socket, status };
}

test('a picture for no station, and one for a station that is full, is refused before its bytes come', async () => {
  expect(await promise('/v1/stations/none/frames', 2_000_000).status).toBe(404);
  expect(await promise('/v1/stations/none/normals', 2_000_000).status).toBe(404);
  const headers = { 'content-type': 'image/png' };
  const push = { method: 'POST', headers, body: await somePng() };
  expect((await fetch(`${api.url}/v1/stations/full/frames`, push)).status).toBe(202);
  expect(await promise('/v1/stations/full/frames', 2_000_000).status).toBe(429);
});

test('one address holds no more than its share in hand; what it lets go it may use again', async () => {
  const { maxBytes } = api.settings;
  // Four fill the share: one of five is refused, and then the others are in hand.
  const held = Array.from({ length: 5 }, () => promise('/v1/stations/s1/frames', maxBytes));
  expect(await Promise.race(held.map(({ status }) => status))).toBe(503);
  const png = await somePng();
  const push = () =>
    fetch(`${api.url}/v1/stations/s1/frames`, {
      method: 'POST',
      headers: { 'content-type': 'image/png' },
      body: png,
    });
  await expectProblem(await push(), 503, 'too-much-in-hand');
  expect((await fetch(`${api.url}/v1/stations`)).status).toBe(200);
  for (const { socket } of held) socket.destroy();
  await expect.poll(async () => (await push()).status, { timeout: 30_000 }).toBe(202);
});

test('64 pictures wait to be decoded; one more is refused with 503, and the API goes on meanwhile', async () => {
  const pushed = await fetch(`${api.url}/v1/stations/s1/frames`, {
    method: 'POST',
    body: await somePng(7),
    headers: { 'content-type': 'image/png' },
  });
  const { id } = (await pushed.json()) as { id: string };
  const thumbnail = (side: number) => fetch(`${api.url}/v1/frames/${id}/thumbnail?side=${side}`);
  let letGo = () => {};
  const held = decodingBudget.hold(
    decodingBudget.most,
    () => new Promise<void>((resolve) => (letGo = resolve)),
  );
  const waiting = Array.from({ length: 65 }, (_, index) => thumbnail(32 + index));
  const busy = await Promise.race(waiting);
  await expectProblem(busy, 503, 'decoding-busy');
  expect((await fetch(`${api.url}/health/live`)).status).toBe(200);
  letGo();
  await held;
  const statuses = (await Promise.all(waiting)).map(({ status }) => status).sort();
  expect(statuses).toEqual([...Array<number>(64).fill(200), 503]);
  expect((await thumbnail(400)).status).toBe(200);
});

test('a request that never comes to its end is cut by the server', () => {
  expect(api.app.getHttpServer()).toMatchObject({ requestTimeout: 120_000 });
});

test('the gates of all stations are those that each tells of itself, and one query reads them', async () => {
  const required = { challenge: { required: true, everyHours: 8, onNewModel: true } };
  const stations = api.app.get(Stations);
  await Promise.all(
    Array.from({ length: 12 }, (_, n) =>
      stations.put(
        `gated-${n}`,
        settingsWith(required as Partial<ReturnType<typeof settingsWith>>),
      ),
    ),
  );
  const figures = await api.app.get(LoopFiguresOfAll).read();
  const gated = figures.filter(({ gateOpen }) => gateOpen !== null);
  expect(gated).toHaveLength(12);
  for (const { station, gateOpen } of gated)
    expect(gateOpen).toBe((await api.app.get(Challenges).gate(station, new Date())).open);
});
