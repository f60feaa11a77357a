import {
  Activations,
  Alerts,
  Database,
  Frames,
  Inspections,
  Jobs,
  Models,
  Normals,
  openBlobs,
  Stations,
} from '#storage';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { newCalibration } from '../../support/long-jobs.js';
import {
  askedNow,
  settingsWith,
  someFrame,
  someInspection,
  someModel,
  someNormal,
} from '../../support/records.js';
import { startPostgres, type TestPostgres } from '../../support/services.js';

let postgres: TestPostgres;
let database: Database;
const troubles: string[] = [];
const folder = await mkdtemp(join(tmpdir(), 'touchstone-blobs-'));
const blobs = openBlobs(pathToFileURL(folder).href);

beforeAll(async () => {
  postgres = await startPostgres();
  database = new Database({ url: postgres.url, onTrouble: (trouble) => troubles.push(trouble) });
  // Four processes that start at once: one migrates, the others wait and find it done.
  await Promise.all([1, 2, 3, 4].map(() => database.prepare()));
});

afterAll(async () => {
  await database.close();
  await postgres.stop();
});

beforeEach(async () => {
  await database.ask((queries) => queries.execute('DELETE FROM stations'));
  await stations().put('line-1', settingsWith());
});

const stations = () => new Stations(database, blobs);
const frames = () => new Frames(database);
const inspections = () => new Inspections(database);
const alerts = () => new Alerts(database);

test('PUT of a station makes it, then replaces all of its settings', async () => {
  const first = await stations().put('line-2', settingsWith({ title: 'A', backlogLimit: 5 }));
  const second = await stations().put('line-2', settingsWith({ title: 'B' }));
  expect([first.fresh, second.fresh]).toEqual([true, false]);
  expect(second.station.settings).toMatchObject({ title: 'B', backlogLimit: 1000 });
});

test('PATCH changes what is given; the secret of a webhook is kept and never shown', async () => {
  const webhook = { url: 'http://127.0.0.1:9/', secret: 'a long secret' };
  await stations().put('line-1', settingsWith({ title: 'A', webhook }));
  const { station } = await stations().patch('line-1', { backlogLimit: 7 });
  expect(station.settings).toMatchObject({ title: 'A', backlogLimit: 7 });
  expect(JSON.stringify(station)).not.toContain('a long secret');
  expect((await stations().record('line-1'))?.settings.webhook).toEqual(webhook);
  const without = await stations().patch('line-1', { webhook: null });
  expect(without.station.settings.webhook).toBeNull();
});

test('equal bytes are one normal of a station', async () => {
  const normals = new Normals(database);
  const normal = someNormal();
  const again = someNormal({ sha256: normal.sha256 });
  expect((await normals.add(normal)).fresh).toBe(true);
  const second = await normals.add(again);
  expect(second.fresh).toBe(false);
  expect(second.normal.id).toBe(normal.id);
  expect(await normals.count('line-1')).toBe(1);
});

test('each() gives every normal once in the order they were added', async () => {
  const normals = new Normals(database);
  for (let index = 0; index < 5; index++)
    await normals.add(someNormal({ addedAt: new Date(Date.UTC(2026, 0, 1, 0, 0, index % 2)) }));
  const all = [];
  for await (const normal of normals.each('line-1', 2)) all.push(normal);
  expect(new Set(all.map((normal) => normal.id)).size).toBe(5);
  const times = all.map((normal) => normal.addedAt.getTime());
  expect(times).toEqual([...times].sort());
  expect((await normals.list({ station: 'line-1', limit: 3 })).items).toHaveLength(3);
});

test('one model is active; activating another one replaces it; a stranger is refused', async () => {
  const models = new Models(database);
  expect(await models.nextVersion('line-1')).toBe(1);
  const [first, second] = [someModel('line-1', 1), someModel('line-1', 2)];
  await models.insert(first);
  await models.insert(first);
  await models.insert(second);
  expect(await models.nextVersion('line-1')).toBe(3);
  expect(await models.active('line-1')).toBeNull();
  const activations = new Activations(database);
  await activations.ask('line-1', first.id, askedNow());
  await activations.ask('line-1', second.id, askedNow());
  expect(await models.active('line-1')).toEqual(second);
  expect((await models.list('line-1')).map((model) => model.active)).toEqual([true, false]);
  expect((await stations().get('line-1')).activeModel).toMatchObject({ id: second.id, version: 2 });
  await stations().put('line-2', settingsWith());
  await expect(activations.ask('line-2', first.id, askedNow())).rejects.toMatchObject({
    code: 'model-not-found',
  });
});

test('a station has one calibration at a time, and keeps what an ended one said', async () => {
  const jobs = new Jobs(database);
  const row = () => newCalibration('line-1');
  const first = await jobs.request(row());
  await expect(jobs.request(row())).rejects.toMatchObject({ code: 'calibration-running' });
  await jobs.start(first.id);
  await jobs.progress(first.id, { step: 'embed', done: 3, of: 12, etaSeconds: null });
  await jobs.fail(first.id, { code: 'internal', detail: 'it broke' });
  const ended = await jobs.start(first.id);
  expect(ended).toMatchObject({ state: 'failed', progress: { done: 3 } });
  await expect(jobs.request(row())).resolves.toMatchObject({ state: 'queued' });
});

test('a station with frames in work stays; else everything of it goes, bytes too', async () => {
  const { frame } = await frames().accept(someFrame());
  await blobs.put(frame.blob, Buffer.from('bytes'));
  await expect(stations().delete('line-1')).rejects.toMatchObject({ code: 'station-in-use' });
  await inspections().record({
    inspection: someInspection(frame),
    map: new Float32Array(6),
    alert: true,
  });
  await stations().delete('line-1');
  expect(await stations().find('line-1')).toBeNull();
  expect(await frames().find(frame.id)).toBeNull();
  expect((await alerts().list({ limit: 10 })).items).toEqual([]);
  expect(await blobs.exists(frame.blob)).toBe(false);
  await expect(stations().delete('line-1')).rejects.toMatchObject({ code: 'station-not-found' });
});

test('while PostgreSQL is away every question is records-unavailable; when it is back all goes on', async () => {
  await postgres.kill();
  await expect(frames().list({ limit: 1 })).rejects.toMatchObject({
    code: 'records-unavailable',
    retry: true,
  });
  await expect(database.change((queries) => queries.execute('SELECT 1'))).rejects.toMatchObject({
    code: 'records-unavailable',
  });
  await postgres.start();
  await expect(stations().list(10)).resolves.toHaveLength(1);
});
