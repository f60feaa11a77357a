import { Client } from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { AuditEntry, AuditVerification, Normal } from '#contracts';
import { keysOf } from '../../../apps/api/src/http/access/key-list.js';
import { startApi, type TestApi } from '../../support/api.js';
import { bodyOf, json } from '../../support/http.js';
import { somePng } from '../../support/pictures.js';
import {
  startPostgres,
  startRedis,
  type TestPostgres,
  type TestRedis,
} from '../../support/services.js';

const key = 'a-long-enough-key-of-anna';
let redis: TestRedis;
let postgres: TestPostgres;
let api: TestApi;
let client: Client;

beforeAll(async () => {
  [redis, postgres] = await Promise.all([startRedis(), startPostgres()]);
  const apiKeys = keysOf(`anna=${key}`);
  api = await startApi({ redisUrl: redis.url, databaseUrl: postgres.url }, { apiKeys });
  client = new Client({ connectionString: postgres.url });
  await client.connect();
});

afterAll(async () => {
  await client.end();
  await api.stop();
  await Promise.all([redis.stop(), postgres.stop()]);
});

function ask(path: string, request: RequestInit = {}): Promise<Response> {
  const headers = { authorization: `Bearer ${key}`, ...(request.headers as object) };
  return fetch(`${api.url}${path}`, { ...request, headers });
}

/** Returns a station's entries in the order of their chain. */
async function trailOf(station: string): Promise<AuditEntry[]> {
  const page = await bodyOf<{ items: AuditEntry[] }>(await ask(`/v1/stations/${station}/audit`));
  return page.items.toSorted((a, b) => a.place! - b.place!);
}

async function verified(): Promise<AuditVerification> {
  return bodyOf(await ask('/v1/audit/verification'));
}

test('making, changing and deleting a station, and its normals, are written down with who did it and what changed', async () => {
  await ask('/v1/stations/s1', json('PUT', { title: 'One' }));
  await ask('/v1/stations/s1', json('PATCH', { title: 'Two' }));
  await ask('/v1/stations/s1', json('PATCH', { title: 'Two' }));
  const added = await bodyOf<Normal>(
    await ask('/v1/stations/s1/normals', {
      method: 'POST',
      body: await somePng(1),
      headers: { 'content-type': 'image/png' },
    }),
  );
  await ask(`/v1/stations/s1/normals/${added.id}`, { method: 'DELETE' });
  await ask('/v1/stations/s1', { method: 'DELETE' });
  const trail = await trailOf('s1');
  expect(trail.map(({ action, subject, by }) => [action, subject, by])).toEqual([
    ['station-made', 's1', 'anna'],
    ['settings-changed', 's1', 'anna'],
    ['normal-added', added.id, 'anna'],
    ['normal-deleted', added.id, 'anna'],
    ['station-deleted', 's1', 'anna'],
  ]);
  expect(trail[1]!.detail).toEqual({ before: { title: 'One' }, after: { title: 'Two' } });
  expect(trail.map(({ place }) => place)).toEqual([1, 2, 3, 4, 5]);
});

test('a change of the webhook is written down without its secrets', async () => {
  const webhook = { url: 'https://anna:word@plant.example/h', secret: 'quite-secret' };
  await ask('/v1/stations/s2', json('PUT', {}));
  await ask('/v1/stations/s2', json('PATCH', { webhook }));
  const [, changed] = await trailOf('s2');
  expect(JSON.stringify(changed)).not.toMatch(/word|quite-secret/);
  expect(Object.keys(changed!.detail['after'] as object)).toEqual(['webhook']);
});

test('many changes at the same moment make one chain', async () => {
  await ask('/v1/stations/s3', json('PUT', {}));
  const titles = Array.from({ length: 20 }, (_, index) => `title ${index}`);
  await Promise.all(titles.map((title) => ask('/v1/stations/s3', json('PATCH', { title }))));
  expect((await trailOf('s3')).map(({ place }) => place)).toEqual(
    Array.from({ length: 21 }, (_, index) => index + 1),
  );
  expect(await verified()).toMatchObject({ intact: true, faults: [], unchained: 0 });
});

test('an administrator reads all trails, and takes what is asked for as a file', async () => {
  await ask('/v1/device-keys', json('POST', { name: 'camera-9', scopes: ['ingest'] }));
  const of = async (query: string) =>
    (await bodyOf<{ items: AuditEntry[] }>(await ask(`/v1/audit?${query}`))).items;
  const made = await of('of=all&action=station-made');
  expect(made.map(({ stationId }) => stationId)).toEqual(['s3', 's2', 's1']);
  expect((await of('of=all')).map(({ stationId }) => stationId)).toContain('*');
  expect((await of('')).every(({ stationId }) => stationId === '*')).toBe(true);
  expect(await of('of=all&by=nobody')).toEqual([]);
  expect(await of(`of=all&until=${made.at(-1)!.at}`)).toEqual([]);
  const titles = await ask('/v1/stations/s3/audit?action=settings-changed');
  expect((await bodyOf<{ items: object[] }>(titles)).items).toHaveLength(20);
  const csv = await ask('/v1/audit/export?action=station-made');
  expect(csv.headers.get('content-disposition')).toMatch(/attachment; filename="touchstone-audit-/);
  const lines = (await csv.text()).trimEnd().split('\r\n');
  expect(lines[0]).toBe('at,trail,by,proof,action,subject,detail,place,hash,id');
  expect(lines.slice(1).map((line) => line.split(',')[1])).toEqual(['s3', 's2', 's1']);
  const entries = await bodyOf<AuditEntry[]>(await ask('/v1/audit/export?format=json'));
  expect(entries.length).toBeGreaterThan(25);
  expect(await bodyOf(await ask('/v1/audit/export?format=json&by=nobody'))).toEqual([]);
});

test('the database refuses to change, delete or empty the trail', async () => {
  for (const statement of ["UPDATE audit SET by = 'nobody'", 'DELETE FROM audit', 'TRUNCATE audit'])
    await expect(client.query(statement)).rejects.toThrow(/only added to/);
});

test('who goes round that is found: an altered, a removed and a moved entry are named', async () => {
  const [, second, third, , fifth, sixth] = await trailOf('s3');
  await client.query('ALTER TABLE audit DISABLE TRIGGER USER');
  const altered = "UPDATE audit SET detail = jsonb_set(detail, '{after,title}', '\"x\"') WHERE id = $1"; // prettier-ignore
  await client.query(altered, [second!.id]);
  expect(await verified()).toMatchObject({
    intact: false,
    faults: [{ stationId: 's3', place: 2, id: second!.id, fault: 'altered' }],
  });
  await client.query('UPDATE audit SET detail = $2 WHERE id = $1', [second!.id, second!.detail]);
  expect((await verified()).intact).toBe(true);
  await client.query('DELETE FROM audit WHERE id = $1', [third!.id]);
  expect((await verified()).faults).toEqual([
    { stationId: 's3', place: 3, id: null, fault: 'missing' },
  ]);
  await client.query('UPDATE audit SET place = -place WHERE id = ANY($1)', [
    [fifth!.id, sixth!.id],
  ]);
  await client.query('UPDATE audit SET place = 11 - -place WHERE id = ANY($1)', [[fifth!.id, sixth!.id]]); // prettier-ignore
  const places = (await verified()).faults.map(({ place, fault }) => [place, fault]);
  expect(places).toEqual(expect.arrayContaining([[5, 'altered'], [6, 'altered']])); // prettier-ignore
});
