import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Activation, activationSettings } from '#contracts';
import { Models } from '#storage';
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
