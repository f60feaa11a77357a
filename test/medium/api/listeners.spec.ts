import { afterAll, beforeAll, expect, test } from 'vitest';
import { EventClients } from '../../../apps/api/src/events/event-clients.js';
import { keysOf } from '../../../apps/api/src/http/access/key-list.js';
import { startApi, type TestApi } from '../../support/api.js';
import { deviceKey, makeAccount, signedIn } from '../../support/askers.js';
import { ownDatabase, ownRedis, type TestService } from '../../support/services.js';

const anna = { 'x-api-key': 'a-long-key-of-anna' };
let redis: TestService;
let postgres: TestService;
let api: TestApi;

beforeAll(async () => {
  [redis, postgres] = await Promise.all([ownRedis(), ownDatabase()]);
  const services = { redisUrl: redis.url, databaseUrl: postgres.url };
  api = await startApi(services, { apiKeys: keysOf('anna=a-long-key-of-anna') });
  await makeAccount(api.app, 'vera', 'viewer');
});

afterAll(async () => {
  await api.stop();
  await Promise.all([redis.stop(), postgres.stop()]);
});

/** Listens until `leave`, or until the service ends the stream, which resolves `ended`. */
async function listening(headers: Record<string, string>) {
  const leaving = new AbortController();
  const answer = await fetch(`${api.url}/v1/events`, { headers, signal: leaving.signal });
  expect(answer.status).toBe(200);
  let isOver = false;
  const ended = answer.text().then(() => void (isOver = true));
  return { ended, isOver: () => isOver, leave: () => leaving.abort() };
}

const look = () => api.app.get(EventClients).endStrangers();
const ask = (method: string, path: string, headers: Record<string, string>) =>
  fetch(`${api.url}${path}`, { method, headers });

test('who listens is let go when the key is revoked or the sign-in has ended, and nobody else is', async () => {
  const device = await deviceKey(api.app, 'screen-1', ['read']);
  const person = await signedIn(api.app, 'vera');
  const [ofKey, ofDevice, ofPerson] = [await listening(anna), await listening(device), await listening(person)]; // prettier-ignore
  await look();
  expect([ofKey, ofDevice, ofPerson].map((one) => one.isOver())).toEqual([false, false, false]);

  expect((await ask('DELETE', '/v1/device-keys/screen-1', anna)).ok).toBe(true);
  await look();
  await ofDevice.ended;
  expect(ofPerson.isOver()).toBe(false);

  expect((await ask('DELETE', '/v1/session', person)).ok).toBe(true);
  await look();
  await ofPerson.ended;
  await look();
  expect(ofKey.isOver()).toBe(false);
  ofKey.leave();
  await expect(ofKey.ended).rejects.toThrow('aborted');
});
