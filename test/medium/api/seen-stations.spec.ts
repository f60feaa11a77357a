import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Accepted, Page, Station } from '#contracts';
import { keysOf } from '../../../apps/api/src/http/access/key-list.js';
import { startApi, type TestApi } from '../../support/api.js';
import { deviceKey, makeAccount, signedIn } from '../../support/askers.js';
import { bodyOf, expectProblem, readEvents } from '../../support/http.js';
import { somePng } from '../../support/pictures.js';
import { ownDatabase, ownRedis, type TestService } from '../../support/services.js';

const anna = { 'x-api-key': 'a-long-key-of-anna' };
let redis: TestService;
let postgres: TestService;
let api: TestApi;
let operator: Record<string, string>;
let device: Record<string, string>;
/** A frame of each station. */
const frames: Record<string, string> = {};

beforeAll(async () => {
  [redis, postgres] = await Promise.all([ownRedis(), ownDatabase()]);
  const services = { redisUrl: redis.url, databaseUrl: postgres.url };
  api = await startApi(services, { apiKeys: keysOf('anna=a-long-key-of-anna') });
  for (const station of ['s1', 's2']) {
    await api.makeStation(station);
    frames[station] = (await bodyOf<Accepted>(await push(station, anna))).id;
  }
  await makeAccount(api.app, 'otto', 'operator', ['s1']);
  operator = await signedIn(api.app, 'otto');
  device = await deviceKey(api.app, 'camera-1', ['ingest', 'read'], ['s1']);
});

afterAll(async () => {
  await api.stop();
  await Promise.all([redis.stop(), postgres.stop()]);
});

async function push(station: string, headers: Record<string, string>): Promise<Response> {
  const body = await somePng(station === 's1' ? 1 : 2);
  const sent = { method: 'POST', body, headers: { ...headers, 'content-type': 'image/png' } };
  return fetch(`${api.url}/v1/stations/${station}/frames`, sent);
}

const ask = (path: string, headers: Record<string, string>, method = 'GET') =>
  fetch(`${api.url}${path}`, { method, headers });

test('a route of a listed station opens, of any other station it is forbidden, whoever asks', async () => {
  for (const headers of [operator, device]) {
    expect((await ask('/v1/stations/s1', headers)).status).toBe(200);
    const refused = await expectProblem(await ask('/v1/stations/s2', headers), 403, 'forbidden');
    expect(refused['detail']).toMatch(/may see s1 only, not station s2/);
  }
  expect((await push('s1', device)).status).toBe(202);
  await expectProblem(await push('s2', device), 403, 'forbidden');
});

test('a record that is named by its id alone belongs to its station', async () => {
  for (const path of ['', '/image', '/reviews', '/similar?station=s1']) {
    const own = await ask(`/v1/frames/${frames['s1']}${path}`, operator);
    expect([path, own.status]).not.toEqual([path, 403]);
    const other = await ask(`/v1/frames/${frames['s2']}${path}`, operator);
    expect([path, other.status]).toEqual([path, 403]);
  }
  const acknowledged = await ask(`/v1/alerts/${frames['s2']}/acknowledge`, operator, 'POST');
  await expectProblem(acknowledged, 403, 'forbidden');
  const none = '0190a0a0-0000-7000-8000-000000000000';
  await expectProblem(await ask(`/v1/frames/${none}`, operator), 404, 'frame-not-found');
});

test('what lists all stations leaves out those that one may not see', async () => {
  const stations = await bodyOf<Page<Station>>(await ask('/v1/stations', operator));
  expect(stations.items.map(({ id }) => id)).toEqual(['s1']);
  const listed = await bodyOf<Page<{ stationId: string }>>(await ask('/v1/frames', operator));
  expect(new Set(listed.items.map(({ stationId }) => stationId))).toEqual(new Set(['s1']));
  for (const list of ['alerts', 'inspections'])
    expect((await ask(`/v1/${list}`, operator)).status).toBe(200);
  await expectProblem(await ask('/v1/frames?station=s2', operator), 403, 'forbidden');
});

test('a search over all stations must name one', async () => {
  const path = `/v1/frames/${frames['s1']}/similar`;
  const refused = await expectProblem(await ask(path, operator), 403, 'forbidden');
  expect(refused['detail']).toMatch(/ask for one with \?station=/);
  await expectProblem(await ask(`${path}?station=s2`, operator), 403, 'forbidden');
});

test('live events are those of the stations that one may see', async () => {
  const changed = (station: string) =>
    fetch(`${api.url}/v1/stations/${station}`, {
      method: 'PATCH',
      headers: { ...anna, 'content-type': 'application/json' },
      body: JSON.stringify({ title: 'other' }),
    });
  const events = await readEvents(
    `${api.url}/v1/events`,
    operator,
    (seen) => seen.some(({ type }) => type === 'station-changed'),
    async () => {
      await changed('s2');
      await changed('s1');
    },
  );
  const [told] = events.filter(({ type }) => type === 'station-changed');
  expect(told?.body).toMatchObject({ stationId: 's1' });
  await expectProblem(await ask('/v1/events?station=s2', operator), 403, 'forbidden');
});
