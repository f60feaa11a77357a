import { once } from 'node:events';
import { connect } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startApi, type TestApi } from '../../support/api.js';
import { bodyOf, expectProblem, json } from '../../support/http.js';
import { somePng } from '../../support/pictures.js';
import {
  startPostgres,
  startRedis,
  type TestPostgres,
  type TestRedis,
} from '../../support/services.js';

let redis: TestRedis;
let postgres: TestPostgres;
let api: TestApi;

beforeAll(async () => {
  [redis, postgres] = await Promise.all([startRedis(), startPostgres()]);
  api = await startApi({ redisUrl: redis.url, databaseUrl: postgres.url });
  await api.makeStation('s1');
});

afterAll(async () => {
  await api.stop();
  await Promise.all([redis.stop(), postgres.stop()]);
});

const ask = (path: string, request?: RequestInit) => fetch(`${api.url}/v1/${path}`, request);

const unkeepable = ['a\0b', 'half \ud83d of a character'];

test.each(unkeepable)(
  '%j in any text is refused with its place, on every route that takes one',
  async (text) => {
    const requests: [string, string, object][] = [
      ['PUT', 'stations/s2', { title: text }],
      ['PATCH', 'stations/s1', { title: text }],
      ['PATCH', 'stations/s1', { webhook: { url: 'http://a/b', secret: `${text} long` } }],
      ['PATCH', 'stations/s1', { backbone: text }],
      ['POST', 'stations/s1/calibrations', { by: text }],
      ['POST', 'stations/s1/challenges', { reason: text }],
      ['PUT', 'stations/s1/golden-parts/p1', { expect: 'ok', title: text }],
    ];
    for (const [method, path, body] of requests) {
      const response = await ask(path, json(method, body));
      expect([path, body, response.status]).toEqual([path, body, 400]);
    }
  },
);

test('a value that no schema stops is refused by PostgreSQL, and that is 400 too', async () => {
  const id = '0190a000-0000-7000-8000-000000000001';
  for (const cursor of [`1 ${'-'.repeat(36)}`, `999999999999999 ${id}`])
    await expectProblem(
      await ask(`frames?cursor=${Buffer.from(cursor).toString('base64url')}`),
      400,
      'validation-failed',
    );
});

test.each(['0000-01-01T00:00:00Z', '9999-12-31T23:59:59-10:00'])(
  'an instant that cannot be kept, %s, is refused in a query and left out of a frame',
  async (instant) => {
    const push = await pushAt(instant);
    expect(push.status).toBe(202);
    const { warnings } = (await push.json()) as { warnings: string[] };
    expect(warnings.join()).toMatch(/capturedAt was not kept/);
    const list = await ask(`inspections?from=${encodeURIComponent(instant)}`);
    await expectProblem(list, 400, 'validation-failed');
  },
);

test('a time without a zone, which may be any of 24 instants, is refused in a header and in a query', async () => {
  await expectProblem(await pushAt('2026-11-30T12:00:00'), 400, 'validation-failed');
  await expectProblem(await ask('inspections?from=2026-11-30T12:00:00'), 400, 'validation-failed');
});

async function pushAt(instant: string): Promise<Response> {
  const headers = { 'content-type': 'image/png', 'touchstone-captured-at': instant };
  return ask('stations/s1/frames', { method: 'POST', headers, body: await somePng() });
}

test.each(['2026-11-30T12:00Z', '2026-11-30T12:00:00+01', '20261130T120000Z'])(
  'a capture time as cameras write it, %s, is taken',
  async (instant) => {
    const push = await pushAt(instant);
    expect(push.status).toBe(202);
  },
);

const part =
  '--b\r\nContent-Disposition: form-data; name="f"; filename="a.png"\r\nContent-Type: image/png\r\n\r\n';

test.each([
  ['a form that was cut off', 'multipart/form-data; boundary=b', `${part}half of a picture`],
  ['a form without a boundary', 'multipart/form-data', part],
  ['a form with another boundary', 'multipart/form-data; boundary=c', `${part}x\r\n--b--\r\n`],
  ['a form of nothing', 'multipart/form-data; boundary=b', ''],
  ['broken JSON', 'application/json', '{"by": '],
  ['JSON with a prototype', 'application/json', '{"__proto__": {"by": "x"}}'],
])('%s is the fault of the request', async (_, type, body) => {
  for (const path of ['frames', 'normals', 'calibrations']) {
    const request = { method: 'POST', headers: { 'content-type': type }, body };
    const response = await ask(`stations/s1/${path}`, request);
    expect([path, response.status >= 400 && response.status < 500, response.status]).toEqual([
      path,
      true,
      response.status,
    ]);
  }
});

test('a caller that leaves in the middle of its body is no failure of ours', async () => {
  const before = await internalErrors();
  await leave();
  await expect.poll(left).toBeGreaterThan(0);
  expect(await internalErrors()).toBe(before);
});

/** Promises a body of 1,000 bytes and is gone after five of them, once the head was read: the API says 100 then. */
async function leave(): Promise<void> {
  const socket = connect(Number(new URL(api.url).port), '127.0.0.1');
  const head =
    'POST /v1/stations/s1/frames HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: image/png\r\n' +
    'Content-Length: 1000\r\nExpect: 100-continue\r\n\r\n';
  socket.write(head);
  const [said] = (await once(socket, 'data')) as [Buffer];
  expect(said.toString()).toMatch(/^HTTP\/1\.1 100 /);
  await new Promise<void>((sent) => socket.write('12345', () => sent()));
  const closed = once(socket, 'close');
  socket.resetAndDestroy();
  await closed;
}

async function countOf(pattern: RegExp): Promise<number> {
  const text = await (await fetch(`${api.url}/metrics`)).text();
  return [...text.matchAll(pattern)].reduce((sum, [, count]) => sum + Number(count), 0);
}
const internalErrors = () => countOf(/frames_refused_total\{reason="internal"\} (\d+)/g);
const left = () => countOf(/frames_refused_total\{reason="client-gone"\} (\d+)/g);

test('HEAD of the event stream ends', async () => {
  const response = await ask('events', { method: 'HEAD', signal: AbortSignal.timeout(5_000) });
  expect(response.status).toBe(200);
  const impossible = { 'last-event-id': '99999999999999999999-0' };
  const stream = await ask('events', { headers: impossible });
  expect(stream.status).toBe(200);
  await stream.body?.cancel();
});

test('a webhook is read out without its secrets, and what was read out is not taken back', async () => {
  const url = 'http://anna:sekret@127.0.0.1:9/hook?token=abc';
  const webhook = { url, secret: '0123456789abcdef' };
  expect((await ask('stations/s1', json('PATCH', { webhook }))).status).toBe(200);
  const read = await (await ask('stations/s1')).text();
  expect(read).toContain('http://***@127.0.0.1:9/hook?token=***');
  for (const secret of ['sekret', 'abc', webhook.secret]) expect(read).not.toContain(secret);
  const masked = { webhook: { ...webhook, url: 'http://***@127.0.0.1:9/hook?token=***' } };
  await expectProblem(await ask('stations/s1', json('PATCH', masked)), 400, 'validation-failed');
  const { settings } = await bodyOf<{ settings: object }>(await ask('stations/s1'));
  expect(settings).toMatchObject({ webhook: { url: masked.webhook.url } });
});

test.each(['/etc/passwd', '../models/touchstone-small', './x', 'C:\\x', ''])(
  'over HTTP a backbone is a name: the path "%s" is refused',
  async (backbone) => {
    for (const method of ['PUT', 'PATCH'])
      await expectProblem(
        await ask('stations/s1', json(method, { backbone })),
        400,
        'validation-failed',
      );
    const named = await ask('stations/s3', json('PUT', { backbone: 'touchstone-small' }));
    expect(named.ok).toBe(true);
  },
);
