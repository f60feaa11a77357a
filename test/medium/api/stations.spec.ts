import type {
  Calibration,
  Activation,
  AuditEntry,
  InputChoices,
  ModelManifest,
  ModelSummary,
  Normal,
  Page,
  Station,
} from '#contracts';
import { Frames, Jobs, Models, type StoredFrame } from '#storage';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startApi, type TestApi } from '../../support/api.js';
import { bodyOf, expectProblem, json, readEvents } from '../../support/http.js';
import { somePng } from '../../support/pictures.js';
import { someModel } from '../../support/records.js';
import { ownDatabase, ownRedis, type TestService } from '../../support/services.js';

let redis: TestService;
let postgres: TestService;
let api: TestApi;

beforeAll(async () => {
  [redis, postgres] = await Promise.all([ownRedis(), ownDatabase()]);
  api = await startApi({ redisUrl: redis.url, databaseUrl: postgres.url });
});

afterAll(async () => {
  await api.stop();
  await Promise.all([redis.stop(), postgres.stop()]);
});

const ask = (path: string, init?: RequestInit) => fetch(`${api.url}${path}`, init);

async function addNormal(station: string, seed: number, headers = {}): Promise<Response> {
  return ask(`/v1/stations/${station}/normals`, {
    method: 'POST',
    body: await somePng(seed),
    headers: { 'content-type': 'image/png', ...headers },
  });
}

test('PUT makes (201), replaces (200), GET reads, PATCH changes, DELETE ends (204)', async () => {
  const made = await ask('/v1/stations/s1', json('PUT', { title: 'One', backlogLimit: 5 }));
  expect([made.status, made.headers.get('location')]).toEqual([201, '/v1/stations/s1']);
  expect((await ask('/v1/stations/s1', json('PUT', { title: 'Two' }))).status).toBe(200);
  const changed = await ask('/v1/stations/s1', json('PATCH', { backlogLimit: 9 }));
  expect(changed.status).toBe(200);
  const station = await bodyOf<Station>(await ask('/v1/stations/s1'));
  expect(station).toMatchObject({ id: 's1', normals: 0, backlog: 0, activeModel: null });
  expect(station.settings).toMatchObject({ title: 'Two', backlogLimit: 9 });
  expect((await ask('/v1/stations/s1', { method: 'DELETE' })).status).toBe(204);
  await expectProblem(await ask('/v1/stations/s1'), 404, 'station-not-found');
  await expectProblem(await ask('/v1/stations/s1', { method: 'DELETE' }), 404, 'station-not-found');
  await expectProblem(await ask('/v1/stations/s1', json('PATCH', {})), 404, 'station-not-found');
});

test('400: settings out of range, a misspelt member of a patch, a body that is no JSON', async () => {
  const wrong = await ask('/v1/stations/s2', json('PUT', { targets: { reject: 0.9 } }));
  const problem = await expectProblem(wrong, 400, 'validation-failed');
  expect(JSON.stringify(problem['errors'])).toContain('targets.reject');
  const misspelt = await ask('/v1/stations/s2', json('PATCH', { backlogLimits: 9 }));
  await expectProblem(misspelt, 400, 'validation-failed');
  const broken = { ...json('PUT', {}), body: '{"title":' };
  await expectProblem(await ask('/v1/stations/s2', broken), 400, 'bad-request');
});

test('the input is set, and its choices say what each costs; a second one must be smaller', async () => {
  await ask('/v1/stations/seen', json('PUT', {}));
  const before = await bodyOf<InputChoices>(await ask('/v1/stations/seen/inputs'));
  expect(before).toMatchObject({ settings: { size: null, second: null }, inUse: null });
  expect(before.choices[0]).toEqual({ size: 256, second: null, costFactor: 1, active: false });
  const input = { size: 384, second: 256 };
  await ask('/v1/stations/seen', json('PATCH', { input }));
  const after = await bodyOf<InputChoices>(await ask('/v1/stations/seen/inputs'));
  expect(after.settings).toEqual(input);
  const larger = { input: { size: 256, second: 384 } };
  const refused = await ask('/v1/stations/seen', json('PATCH', larger));
  const problem = await expectProblem(refused, 400, 'validation-failed');
  expect(JSON.stringify(problem['errors'])).toContain('must be smaller than the first');
  await expectProblem(await ask('/v1/stations/none/inputs'), 404, 'station-not-found');
  await ask('/v1/stations/seen', { method: 'DELETE' });
});

test('stations are listed by name, page by page', async () => {
  for (const id of ['p3', 'p1', 'p2']) await ask(`/v1/stations/${id}`, json('PUT', {}));
  const first = await bodyOf<Page<Station>>(await ask('/v1/stations?limit=2'));
  const second = await bodyOf<Page<Station>>(
    await ask(`/v1/stations?limit=2&cursor=${first.next}`),
  );
  expect([...first.items, ...second.items].map((station) => station.id)).toEqual([
    'p1',
    'p2',
    'p3',
  ]);
  expect(second.next).toBeNull();
});

test("a webhook's secret is kept and never shown", async () => {
  const webhook = { url: 'https://example.com/hook', secret: 'a long secret' };
  const made = await ask('/v1/stations/hook', json('PUT', { webhook }));
  const text = await made.text();
  expect(text).toContain('https://example.com/hook');
  expect(text).not.toContain('a long secret');
});

test('409: a station with frames in work is not deleted', async () => {
  await api.makeStation('busy');
  const response = await ask('/v1/stations/busy/frames', {
    method: 'POST',
    body: await somePng(),
    headers: { 'content-type': 'image/png' },
  });
  const { id } = await bodyOf<{ id: string }>(response);
  await expectProblem(await ask('/v1/stations/busy', { method: 'DELETE' }), 409, 'station-in-use');
  const failure = { code: 'image-damaged', detail: 'it ends', attempts: 1 };
  await api.app.get(Frames).markFailed(id, failure);
  expect((await ask('/v1/stations/busy', { method: 'DELETE' })).status).toBe(204);
  await expectProblem(await ask(`/v1/frames/${id}`), 404, 'frame-not-found');
});

test('normals are added (201), the same bytes again (200), listed, shown and deleted', async () => {
  await ask('/v1/stations/n1', json('PUT', {}));
  const added = await addNormal('n1', 1, { 'touchstone-part-id': 'p1' });
  expect(added.status).toBe(201);
  const normal = await bodyOf<Normal>(added);
  expect(normal.partId).toBe('p1');
  const again = await addNormal('n1', 1);
  expect(again.status).toBe(200);
  expect(await bodyOf<Normal>(again)).toEqual(normal);
  await addNormal('n1', 2);
  const first = await bodyOf<Page<Normal>>(await ask('/v1/stations/n1/normals?limit=1'));
  expect(first.items).toHaveLength(1);
  expect(first.next).not.toBeNull();
  const path = `/v1/stations/n1/normals/${normal.id}`;
  const image = Buffer.from(await (await ask(`${path}/image`)).arrayBuffer());
  expect(image.equals(await somePng(1))).toBe(true);
  expect((await ask(`${path}/thumbnail`)).headers.get('content-type')).toBe('image/jpeg');
  expect((await ask(path, { method: 'DELETE' })).status).toBe(204);
  await expectProblem(await ask(path, { method: 'DELETE' }), 404, 'frame-not-found');
  expect((await bodyOf<Station>(await ask('/v1/stations/n1'))).normals).toBe(1);
});

test('normals are refused like frames', async () => {
  await expectProblem(await addNormal('nowhere', 1), 404, 'station-not-found');
  const text = { method: 'POST', body: 'text', headers: { 'content-type': 'image/png' } };
  await expectProblem(await ask('/v1/stations/n1/normals', text), 422, 'not-an-image');
});

test('409: too few normals, and how many are missing', async () => {
  await ask('/v1/stations/c1', json('PUT', {}));
  for (let seed = 0; seed < 7; seed++) await addNormal('c1', seed);
  const response = await ask('/v1/stations/c1/calibrations', { method: 'POST' });
  const problem = await expectProblem(response, 409, 'too-few-normals');
  expect(problem).toMatchObject({ normals: 7, needed: 10, missing: 3 });
  expect(problem['detail']).toContain('3 are missing');
  const nowhere = await ask('/v1/stations/nowhere/calibrations', { method: 'POST' });
  await expectProblem(nowhere, 404, 'station-not-found');
});

test('a calibration is queued (202), the only one of its station, and followed to its end', async () => {
  await ask('/v1/stations/c2', json('PUT', {}));
  for (let seed = 0; seed < 10; seed++) await addNormal('c2', seed);
  const asked = await ask('/v1/stations/c2/calibrations', json('POST', { activate: false }));
  expect(asked.status).toBe(202);
  const calibration = await bodyOf<Calibration>(asked);
  expect(asked.headers.get('location')).toBe(`/v1/calibrations/${calibration.id}`);
  expect(calibration).toMatchObject({ state: 'queued', normals: 10, activate: false });
  const second = await ask('/v1/stations/c2/calibrations', { method: 'POST' });
  await expectProblem(second, 409, 'calibration-running');
  const records = api.app.get(Jobs);
  const shown = await readEvents(
    `${api.url}/v1/calibrations/${calibration.id}`,
    { accept: 'text/event-stream' },
    () => false,
    async () => {
      await records.start(calibration.id);
      await records.fail(calibration.id, { code: 'internal', detail: 'the test says so' });
    },
  );
  expect(shown.map((event) => (event.body as Calibration).state).at(0)).toBe('queued');
  expect(shown.map((event) => (event.body as Calibration).state).at(-1)).toBe('failed');
  const read = await bodyOf<Calibration>(await ask(`/v1/calibrations/${calibration.id}`));
  expect(read.failure).toEqual({ code: 'internal', detail: 'the test says so' });
});

test('no such calibration and no such model are 404', async () => {
  const id = '0190a000-0000-7000-8000-000000000009';
  await expectProblem(await ask(`/v1/calibrations/${id}`), 404, 'calibration-not-found');
  await ask('/v1/stations/m1', json('PUT', {}));
  const activate = await ask(`/v1/stations/m1/models/${id}/activate`, { method: 'POST' });
  await expectProblem(activate, 404, 'model-not-found');
  await expectProblem(await ask(`/v1/stations/m1/models/${id}`), 404, 'model-not-found');
});

test('models are listed, activated, and the change is announced and used at once', async () => {
  await ask('/v1/stations/m2', json('PUT', {}));
  const [first, second] = [someModel('m2', 1), someModel('m2', 2)];
  for (const model of [first, second]) await api.app.get(Models).insert(model);
  const push = async () =>
    ask('/v1/stations/m2/frames', {
      method: 'POST',
      body: await somePng(),
      headers: { 'content-type': 'image/png' },
    });
  await expectProblem(await push(), 409, 'no-active-model');
  const events = await readEvents(
    `${api.url}/v1/events?station=m2`,
    {},
    (seen) => seen.length > 1,
    () => ask(`/v1/stations/m2/models/${first.id}/activate`, { method: 'POST' }),
  );
  expect(events).toMatchObject([
    { type: 'activation', body: { activation: { modelId: first.id, state: 'done' } } },
    { type: 'model-activated', body: { modelId: first.id } },
  ]);
  const accepted = await bodyOf<StoredFrame>(await push());
  expect(accepted.state).toBe('accepted');
  const { items } = await bodyOf<{ items: ModelSummary[] }>(await ask('/v1/stations/m2/models'));
  expect(items.map((model) => [model.version, model.active])).toEqual([
    [2, false],
    [1, true],
  ]);
  await ask(`/v1/stations/m2/models/${second.id}/activate`, json('POST', { by: 'anna' }));
  const back = await ask('/v1/stations/m2/rollback', json('POST', { by: 'ben', why: 'glare' }));
  expect(await bodyOf(back)).toMatchObject({ kind: 'rollback', modelId: first.id, why: 'glare' });
  const trail = await bodyOf<{ items: AuditEntry[] }>(await ask('/v1/stations/m2/audit'));
  expect(trail.items.map(({ by, action }) => [by, action])).toEqual([
    ['ben', 'model-rolled-back'],
    ['anna', 'model-activated'],
    ['operator', 'model-activated'],
    ['operator', 'station-made'],
  ]);
  expect(await bodyOf(await ask('/v1/stations/m2/embeddings'))).toMatchObject({ kept: 0 });
  const manifest = await bodyOf<ModelManifest>(await ask(`/v1/stations/m2/models/${first.id}`));
  expect(manifest).toMatchObject({ station: 'm2', certificate: first.certificate });
  const elsewhere = await ask(`/v1/stations/m1/models/${first.id}`);
  await expectProblem(elsewhere, 404, 'model-not-found');
});

test('a second person: 202, then another one approves it; the key says who that is', async () => {
  const activation = { secondPerson: true, rehearsal: false };
  await ask('/v1/stations/m3', json('PUT', { activation }));
  const model = someModel('m3', 1);
  await api.app.get(Models).insert(model);
  const asked = await ask(
    `/v1/stations/m3/models/${model.id}/activate`,
    json('POST', { by: 'anna' }),
  );
  expect(asked.status).toBe(202);
  const { id } = await bodyOf<Activation>(asked);
  const approve = (by: string) =>
    ask(`/v1/stations/m3/activations/${id}/approve`, json('POST', { by }));
  await expectProblem(await approve('anna'), 409, 'second-person-needed');
  expect(await bodyOf(await approve('ben'))).toMatchObject({ state: 'done', approvedBy: 'ben' });
  const { items } = await bodyOf<{ items: Activation[] }>(await ask('/v1/stations/m3/activations'));
  expect(items).toMatchObject([{ id, by: 'anna', approvedBy: 'ben' }]);
});
