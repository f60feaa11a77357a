import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Activation, activationSettings, type AuditEntry, type LimitChange, type Page, type SettingsChange, type Station } from '#contracts'; // prettier-ignore
import { Models, Stations } from '#storage';
import { keysOf } from '../../../apps/api/src/http/access/key-list.js';
import { startApi, type TestApi } from '../../support/api.js';
import { makeAccount, signedIn } from '../../support/askers.js';
import { bodyOf, expectProblem, json } from '../../support/http.js';
import { someModel } from '../../support/records.js';
import { ownDatabase, ownRedis, type TestService } from '../../support/services.js';

const nobody = { 'x-api-key': 'a-long-key-of-nobody' };
const annasKey = { 'x-api-key': 'a-long-key-of-anna' };
let redis: TestService;
let postgres: TestService;
let api: TestApi;
let model: string;

beforeAll(async () => {
  [redis, postgres] = await Promise.all([ownRedis(), ownDatabase()]);
  const services = { redisUrl: redis.url, databaseUrl: postgres.url };
  const apiKeys = keysOf('anna=a-long-key-of-anna,a-long-key-of-nobody');
  api = await startApi(services, { apiKeys });
  const activation = { ...activationSettings.parse({}), secondPerson: true };
  await api.makeStation('s1');
  await api.makeStation('s1', { activation });
  const second = someModel('s1', 3);
  await api.app.get(Models).insert(second);
  model = second.id;
  await makeAccount(api.app, 'Anna', 'engineer');
  await makeAccount(api.app, 'ben', 'engineer');
});

afterAll(async () => {
  await api.stop();
  await Promise.all([redis.stop(), postgres.stop()]);
});

function post(path: string, headers: Record<string, string>, by?: string): Promise<Response> {
  const request = json('POST', by === undefined ? {} : { by });
  const all = { ...(request.headers as Record<string, string>), ...headers };
  return fetch(`${api.url}/v1/stations/s1/${path}`, { ...request, headers: all });
}

async function asked(headers: Record<string, string>, by?: string): Promise<string> {
  const answer = await post(`models/${model}/activate`, headers, by);
  expect(answer.status).toBe(202);
  return (await bodyOf<Activation>(answer)).id;
}

test('the same person is no second one, by a key and by a sign-in, in any case of letters', async () => {
  const id = await asked(annasKey);
  const anna = await signedIn(api.app, 'Anna');
  await expectProblem(await post(`activations/${id}/approve`, anna), 409, 'second-person-needed');
});

test('a name that is only said approves nothing, and asks for nothing that is approved', async () => {
  const id = await asked(annasKey);
  const forged = await post(`activations/${id}/approve`, nobody, 'carl');
  await expectProblem(forged, 409, 'second-person-needed');
  const ben = await signedIn(api.app, 'ben');
  const said = await asked(nobody, 'carl');
  await expectProblem(await post(`activations/${said}/approve`, ben), 409, 'second-person-needed');
});

test('two proven people put a model to work', async () => {
  const id = await asked(annasKey);
  const ben = await signedIn(api.app, 'ben');
  const done = await post(`activations/${id}/approve`, ben);
  expect(await bodyOf<Activation>(done)).toMatchObject({ state: 'done', by: 'anna', approvedBy: 'ben' }); // prettier-ignore
});

const patch = (headers: Record<string, string>, settings: object) => {
  const request = json('PATCH', settings);
  const all = { ...(request.headers as Record<string, string>), ...headers };
  return fetch(`${api.url}/v1/stations/s1`, { ...request, headers: all });
};

const settingsNow = async () => {
  const answer = await fetch(`${api.url}/v1/stations/s1`, { headers: annasKey });
  const { webhook, ...settings } = (await bodyOf<Station>(answer)).settings;
  expect(webhook).toBeNull();
  return settings;
};

const newestChange = async () => {
  const list = `${api.url}/v1/stations/s1/settings-changes`;
  return (await bodyOf<Page<SettingsChange>>(await fetch(list, { headers: annasKey }))).items[0]!;
};

test.each([
  ['the rule itself', { activation: { secondPerson: false, rehearsal: false, testSet: false } }],
  ['targets', { targets: { reject: 0.001, review: 0.01, method: 'conformal', whileProvisional: 0.1 } }], // prettier-ignore
  ['the gate', { challenge: { required: false, everyHours: 24, onNewModel: true } }],
  ['the camera check', { camera: { check: false, alertAfter: 3, margin: 1 } }],
])(
  'weakening %s waits for another proven person, and what else was asked counts at once',
  async (what, weaker) => {
    const before = await settingsNow();
    const title = `with ${what}`;
    expect((await patch(annasKey, { ...weaker, title })).status).toBe(202);
    expect(await settingsNow()).toEqual({ ...before, title });
    const { id } = await newestChange();
    const approve = `settings-changes/${id}/approve`;
    await expectProblem(await post(approve, annasKey), 409, 'second-person-needed');
    await expectProblem(await post(approve, nobody, 'carl'), 409, 'second-person-needed');
    const ben = await signedIn(api.app, 'ben');
    expect(await bodyOf<SettingsChange>(await post(approve, ben))).toMatchObject({ state: 'done', by: 'anna', approvedBy: 'ben' }); // prettier-ignore
    expect(await settingsNow()).toEqual({ ...before, title, ...weaker });
    await api.app.get(Stations).patch('s1', before);
    await expectProblem(await post(approve, ben), 409, 'already-decided');
  },
);

test('PUT weakens no guard on its own either, and the trail has who asked and who approved', async () => {
  const before = await settingsNow();
  const camera = { ...before.camera, check: false };
  const put = { ...json('PUT', { ...before, camera, title: 'put' }) };
  const headers = { ...(put.headers as object), ...annasKey };
  expect((await fetch(`${api.url}/v1/stations/s1`, { ...put, headers })).status).toBe(202);
  expect(await settingsNow()).toMatchObject({ title: 'put', camera: before.camera });
  const ben = await signedIn(api.app, 'ben');
  await post(`settings-changes/${(await newestChange()).id}/approve`, ben);
  const page = await fetch(`${api.url}/v1/stations/s1/audit`, { headers: annasKey });
  const [changed, asked] = (await bodyOf<Page<AuditEntry>>(page)).items;
  expect(asked).toMatchObject({ action: 'settings-asked', by: 'anna', proof: 'key', detail: { waiting: ['camera'] } }); // prettier-ignore
  expect(changed).toMatchObject({
    action: 'settings-changed',
    by: 'ben',
    proof: 'session',
    detail: { askedBy: 'anna', before: { camera: before.camera }, after: { camera } },
  });
});

test('a stricter guard counts at once, and withdraws what waited about the same', async () => {
  const { camera } = await settingsNow();
  const ask = { camera: { ...camera, margin: camera.margin + 1 } };
  expect((await patch(annasKey, ask)).status).toBe(202);
  const stricter = { ...camera, alertAfter: 1, check: true };
  expect((await patch(annasKey, { camera: stricter })).status).toBe(200);
  expect((await newestChange()).state).toBe('withdrawn');
  expect((await settingsNow()).camera).toEqual(stricter);
  expect((await patch(annasKey, ask)).status).toBe(202);
  const withdrawn = await post(`settings-changes/${(await newestChange()).id}/withdraw`, annasKey);
  expect(await bodyOf<SettingsChange>(withdrawn)).toMatchObject({ state: 'withdrawn' });
  expect((await settingsNow()).camera).toEqual(stricter);
});

test('limits that one person asked for are approved by another proven one only', async () => {
  const put = json('PUT', { reject: 9, why: 'too many alarms' });
  const headers = { ...(put.headers as object), ...annasKey };
  const path = `${api.url}/v1/stations/s1/models/${model}/limits`;
  const { id } = await bodyOf<LimitChange>(await fetch(path, { ...put, headers }));
  const approve = `limit-changes/${id}/approve`;
  await expectProblem(await post(approve, nobody, 'carl'), 409, 'second-person-needed');
  const ben = await signedIn(api.app, 'ben');
  expect((await post(approve, ben)).status).toBe(200);
});
