import { Client } from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type {
  Account,
  AuditEntry,
  AuditVerification,
  OpenSession,
  Page,
  ShownDeviceKey,
  WhoAmI,
} from '#contracts';
import { systemClock } from '#telemetry';
import { startApi, type TestApi } from '../../support/api.js';
import { bodyOf, expectProblem, json } from '../../support/http.js';
import { ownDatabase, ownRedis, type TestService } from '../../support/services.js';

const password = 'a word that nobody guesses';
let redis: TestService;
let postgres: TestService;
let api: TestApi;
/** The milliseconds that the API's clock is ahead. */
let aheadMs = 0;

beforeAll(async () => {
  [redis, postgres] = await Promise.all([ownRedis(), ownDatabase()]);
  const services = { redisUrl: redis.url, databaseUrl: postgres.url };
  const time = { ...systemClock, now: () => new Date(Date.now() + aheadMs) };
  const settings = { sessionIdleMs: 600_000, trustedProxies: ['127.0.0.1'] };
  api = await startApi(services, settings, { time });
});

afterAll(async () => {
  await api.stop();
  await Promise.all([redis.stop(), postgres.stop()]);
});

type Headers = Record<string, string>;

function ask(path: string, headers: Headers = {}, request: RequestInit = {}): Promise<Response> {
  const all = { ...(request.headers as Headers), ...headers };
  return fetch(`${api.url}${path}`, { ...request, headers: all });
}

const signIn = (name: string, word = password, headers: Headers = {}) =>
  ask('/v1/session', headers, json('POST', { name, password: word }));

/** Signs in, and returns the header that the browser sends from then on. */
async function cookieOf(name: string): Promise<Headers> {
  const answer = await signIn(name);
  expect(answer.status).toBe(200);
  return { cookie: answer.headers.get('set-cookie')!.split(';')[0]! };
}

const who = async (headers: Headers) => bodyOf<WhoAmI>(await ask('/v1/session', headers));

test('an open API says so; its first account is an administrator, and shuts it at once', async () => {
  expect(await who({})).toMatchObject({ open: true, accounts: false, who: { role: 'administrator' } }); // prettier-ignore
  const operator = { name: 'otto', password, role: 'operator' };
  const refused = await ask('/v1/people', {}, json('POST', operator));
  await expectProblem(refused, 409, 'last-administrator');
  const key = { name: 'camera-1', scopes: ['ingest'] };
  await expectProblem(await ask('/v1/device-keys', {}, json('POST', key)), 409, 'last-administrator'); // prettier-ignore
  expect((await ask('/v1/stations')).status).toBe(200);
  const made = await ask('/v1/people', {}, json('POST', { ...operator, name: 'anna', role: 'administrator' })); // prettier-ignore
  expect(made.status).toBe(201);
  await expectProblem(await ask('/v1/stations'), 401, 'unauthorised');
  expect(await who({})).toEqual({ open: false, accounts: true, who: null });
});

test('a sign-in is a cookie that no script reads; it says who one is, and ends when one signs out', async () => {
  const answer = await signIn('Anna');
  const cookie = answer.headers.get('set-cookie')!;
  expect(cookie).toMatch(/^touchstone_session=tss_[\w-]{43}; /);
  for (const attribute of ['HttpOnly', 'SameSite=Strict', 'Path=/']) expect(cookie).toContain(attribute); // prettier-ignore
  expect(cookie).not.toContain('Secure');
  const headers = { cookie: cookie.split(';')[0]! };
  const me = await who(headers);
  expect(me.who).toMatchObject({ name: 'anna', proof: 'session', role: 'administrator', stations: null }); // prettier-ignore
  expect((await ask('/v1/stations', headers)).status).toBe(200);
  const out = await ask('/v1/session', headers, { method: 'DELETE' });
  expect(out.status).toBe(204);
  expect(out.headers.get('set-cookie')).toMatch(/touchstone_session=;.*Expires=Thu, 01 Jan 1970/);
  await expectProblem(await ask('/v1/stations', headers), 401, 'unauthorised');
  expect((await who(headers)).who).toBeNull();
});

test('a program gets the token in place of a cookie, and sends it as its key', async () => {
  const asked = json('POST', { name: 'anna', password, token: true });
  const answer = await ask('/v1/session', {}, asked);
  expect(answer.headers.get('set-cookie')).toBeNull();
  const { token } = await bodyOf<{ token: string }>(answer);
  const program = { authorization: `Bearer ${token}` };
  expect((await who(program)).who).toMatchObject({ name: 'anna', proof: 'session' });
  expect(await bodyOf(await signIn('anna'))).toMatchObject({ token: null });
});

test('behind a proxy with TLS the cookie goes over TLS only', async () => {
  const answer = await signIn('anna', password, { 'x-forwarded-proto': 'https' });
  expect(answer.headers.get('set-cookie')).toContain('Secure');
});

test('a wrong password and an unknown name are the same answer, counted and told', async () => {
  const wrong = await expectProblem(await signIn('anna', 'not her password'), 401, 'unauthorised');
  const unknown = await expectProblem(await signIn('nobody-at-all'), 401, 'unauthorised');
  expect(unknown['detail']).toBe(wrong['detail']);
  const metrics = await (await ask('/metrics')).text();
  expect(metrics).toMatch(/touchstone_auth_failures_total\{reason="password"\} 2/);
});

test("another site's page changes nothing with a cookie; our own does", async () => {
  const anna = await cookieOf('anna');
  const station = json('PUT', {});
  const pages: Headers[] = [{ origin: 'http://evil.example' }, { 'sec-fetch-site': 'cross-site' }];
  for (const foreign of pages)
    await expectProblem(await ask('/v1/stations/s1', { ...anna, ...foreign }, station), 403, 'foreign-page'); // prettier-ignore
  const own = { origin: api.url, 'sec-fetch-site': 'same-origin' };
  expect((await ask('/v1/stations/s1', { ...anna, ...own }, station)).status).toBe(201);
  await expectProblem(await signIn('anna', password, { origin: 'http://evil.example' }), 403, 'foreign-page'); // prettier-ignore
});

test('a sign-in ends after its idle time, and goes on while it is used', async () => {
  const anna = await cookieOf('anna');
  try {
    for (const minutes of [9, 18]) {
      aheadMs = minutes * 60_000;
      await expect.poll(async () => (await ask('/v1/stations', anna)).status).toBe(200);
      // What is known of a session is read again within a second; its use was written down by then.
      await expect.poll(() => usedAt('anna')).toBeGreaterThan(Date.now() + aheadMs - 300_000);
    }
    aheadMs = 40 * 60_000;
    await expect.poll(async () => (await ask('/v1/stations', anna)).status).toBe(401);
  } finally {
    aheadMs = 0;
  }
});

async function usedAt(name: string): Promise<number> {
  const client = new Client({ connectionString: postgres.url });
  await client.connect();
  const { rows } = await client.query<{ at: Date }>('select max(used_at) as at from sessions join accounts on accounts.id = account where name = $1', [name]); // prettier-ignore
  await client.end();
  return rows[0]!.at.getTime();
}

test('accounts are listed, changed and disabled; who is disabled or gets a new password is signed out', async () => {
  const anna = await cookieOf('anna');
  const made = json('POST', { name: 'ben', password, role: 'viewer', stations: ['s1'] });
  expect(await bodyOf<Account>(await ask('/v1/people', anna, made))).toMatchObject({ role: 'viewer', stations: ['s1'], signedInAt: null }); // prettier-ignore
  await expectProblem(await ask('/v1/people', anna, json('POST', { name: 'BEN', password })), 409, 'name-taken'); // prettier-ignore
  await expectProblem(await ask('/v1/people', anna, json('POST', { name: 'carl', password: 'password123' })), 400, 'validation-failed'); // prettier-ignore
  const ben = await cookieOf('ben');
  await expectProblem(await ask('/v1/people', ben), 403, 'forbidden');
  const sessions = await bodyOf<Page<object>>(await ask('/v1/people/ben/sessions', anna));
  expect(sessions.items).toHaveLength(1);
  const all = (await bodyOf<Page<OpenSession>>(await ask('/v1/sessions', anna))).items;
  expect(all.find(({ own }) => own)).toMatchObject({ account: 'anna', role: 'administrator' });
  const bens = all.filter(({ account }) => account === 'ben');
  expect(bens).toMatchObject([{ own: false, role: 'viewer' }]);
  const end = () => ask(`/v1/sessions/${bens[0]!.id}`, anna, { method: 'DELETE' });
  expect((await end()).status).toBe(204);
  expect((await ask('/v1/stations', ben)).status).toBe(401);
  await expectProblem(await end(), 404, 'session-not-found');
  const benAgain = await cookieOf('ben');
  const next = 'another word of his own';
  await ask('/v1/people/ben', anna, json('PATCH', { password: next, role: 'engineer' }));
  expect((await ask('/v1/stations', benAgain)).status).toBe(401);
  expect((await signIn('ben', next)).status).toBe(200);
  await ask('/v1/people/ben', anna, json('PATCH', { disabled: true }));
  await expectProblem(await signIn('ben', next), 401, 'unauthorised');
  const listed = await bodyOf<Page<Account>>(await ask('/v1/people', anna));
  expect(listed.items.map(({ name, role, disabled }) => [name, role, disabled])).toEqual([
    ['anna', 'administrator', false],
    ['ben', 'engineer', true],
  ]);
  for (const patch of [{ disabled: true }, { role: 'engineer' }])
    await expectProblem(await ask('/v1/people/anna', anna, json('PATCH', patch)), 409, 'last-administrator'); // prettier-ignore
});

test('who is signed in changes the own password, by the old one, and stays signed in', async () => {
  const anna = await cookieOf('anna');
  const change = (old: string) =>
    ask('/v1/session/password', anna, json('PUT', { old, password: `${password} again` }));
  await expectProblem(await change('not her password'), 401, 'unauthorised');
  const changed = await change(password);
  expect(changed.status).toBe(200);
  const now = { cookie: changed.headers.get('set-cookie')!.split(';')[0]! };
  expect((await ask('/v1/stations', anna)).status).toBe(401);
  const back = json('PUT', { old: `${password} again`, password });
  expect((await ask('/v1/session/password', now, back)).status).toBe(200);
});

test("a device's key is shown once, opens what its scopes say, and is rotated, changed and revoked while all runs", async () => {
  const anna = await cookieOf('anna');
  const asked = { name: 'camera-1', scopes: ['read'], stations: ['s1'] };
  const made = await bodyOf<ShownDeviceKey>(
    await ask('/v1/device-keys', anna, json('POST', asked)),
  );
  expect(made.key).toMatch(/^tsk_[\w-]{43}$/);
  const device = (key: string) => ({ authorization: `Bearer ${key}` });
  expect((await ask('/v1/stations/s1', device(made.key))).status).toBe(200);
  expect((await who(device(made.key))).who).toMatchObject({ name: 'camera-1', proof: 'device-key', role: null }); // prettier-ignore
  const list = await (await ask('/v1/device-keys', anna)).text();
  expect(list).not.toContain(made.key);
  const turned = await bodyOf<ShownDeviceKey>(await ask('/v1/device-keys/camera-1/rotate', anna, { method: 'POST' })); // prettier-ignore
  expect((await ask('/v1/stations/s1', device(made.key))).status).toBe(401);
  expect((await ask('/v1/stations/s1', device(turned.key))).status).toBe(200);
  await ask('/v1/device-keys/camera-1', anna, json('PATCH', { scopes: ['ingest'] }));
  expect((await ask('/v1/stations/s1', device(turned.key))).status).toBe(403);
  expect((await ask('/v1/device-keys/camera-1', anna, { method: 'DELETE' })).status).toBe(200);
  expect((await ask('/v1/stations/s1', device(turned.key))).status).toBe(401);
  await expectProblem(await ask('/v1/device-keys/camera-1', anna, { method: 'DELETE' }), 404, 'device-key-not-found'); // prettier-ignore
});

test('a key that has expired opens nothing, and none is made that has expired already', async () => {
  const anna = await cookieOf('anna');
  const until = (ms: number) => new Date(Date.now() + ms).toISOString();
  const asked = (ms: number) => json('POST', { name: 'robot', scopes: ['read'], expiresAt: until(ms) }); // prettier-ignore
  await expectProblem(await ask('/v1/device-keys', anna, asked(-1_000)), 400, 'validation-failed');
  const { key } = await bodyOf<ShownDeviceKey>(
    await ask('/v1/device-keys', anna, asked(3_600_000)),
  );
  expect((await ask('/v1/stations', { 'x-api-key': key })).status).toBe(200);
  aheadMs = 3_700_000;
  await expect.poll(async () => (await ask('/v1/stations', { 'x-api-key': key })).status).toBe(401);
  aheadMs = 0;
});

test('each change of people and keys is written down with who, how that was proven and what, and without secrets', async () => {
  const anna = await cookieOf('anna');
  const { items } = await bodyOf<Page<AuditEntry>>(await ask('/v1/audit?limit=500', anna));
  const seen = new Set(items.map(({ action, proof, by }) => `${action} ${by} ${proof}`));
  for (const entry of [
    'account-made operator said',
    'account-made anna session',
    'account-changed anna session',
    'signed-in ben said',
    'signed-out anna session',
    'device-key-made anna session',
    'device-key-rotated anna session',
    'device-key-changed anna session',
    'device-key-revoked anna session',
  ])
    expect([...seen]).toContain(entry);
  expect(JSON.stringify(items)).not.toMatch(/argon2|tsk_|tss_|a word that nobody/);
  const verified = await bodyOf<AuditVerification>(await ask('/v1/audit/verification', anna));
  expect(verified).toMatchObject({ intact: true });
});

test('where others on the network reach it, it starts only when an account or a key is there', async () => {
  const other = await ownDatabase();
  const services = { redisUrl: redis.url, databaseUrl: other.url };
  await expect(startApi(services, { host: '0.0.0.0' })).rejects.toThrow(/people add <name> --administrator/); // prettier-ignore
  await other.stop();
  const shut = await startApi({ redisUrl: redis.url, databaseUrl: postgres.url }, { host: '0.0.0.0' }); // prettier-ignore
  await shut.stop();
});
