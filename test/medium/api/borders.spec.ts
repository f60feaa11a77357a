import { request } from 'node:http';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startApi, type TestApi } from '../../support/api.js';
import { bodyOf } from '../../support/http.js';
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

/** A request with headers that `fetch` would not let us set. */
function ask(
  method: string,
  path: string,
  headers: Record<string, string>,
  body?: Buffer | string,
): Promise<{ status: number; text: string; headers: object }> {
  const { port, hostname } = new URL(api.url);
  return new Promise((resolve, reject) => {
    const asked = request({ hostname, port, method, path, headers }, (answer) => {
      let text = '';
      answer.on('data', (chunk) => (text += String(chunk)));
      answer.on('end', () =>
        resolve({ status: answer.statusCode ?? 0, text, headers: answer.headers }),
      );
    });
    asked.on('error', reject).end(body);
  });
}

const form = `--b\r\nContent-Disposition: form-data; name="file"; filename="a.png"\r\nContent-Type: image/png\r\n\r\nx\r\n--b--\r\n`;

test("another site's page can start nothing with a request that needs no permission of ours", async () => {
  const page = { origin: 'http://evil.example', 'sec-fetch-site': 'cross-site' };
  const posts = [
    ['/v1/stations/s1/calibrations', {}, undefined],
    ['/v1/stations/s1/calibrations', { 'content-type': 'text/plain' }, '{}'],
    ['/v1/stations/s1/normals', { 'content-type': 'multipart/form-data; boundary=b' }, form],
  ] as const;
  for (const [path, headers, body] of posts) {
    const { status, text } = await ask('POST', path, { ...page, ...headers }, body);
    expect([path, status, JSON.parse(text)]).toMatchObject([path, 403, { code: 'foreign-page' }]);
  }
  const list = await bodyOf<{ items: unknown[] }>(
    await fetch(`${api.url}/v1/stations/s1/calibrations`),
  );
  expect(list.items).toEqual([]);
});

test('a name that was pointed at this address reads nothing and changes nothing, and is told what to set', async () => {
  const host = `rebound.example:${new URL(api.url).port}`;
  for (const [method, path] of [
    ['GET', '/v1/stations'],
    ['GET', '/metrics'],
    ['GET', '/'],
    ['PUT', '/v1/stations/s2'],
    ['DELETE', '/v1/stations/s1'],
  ] as const) {
    const { status, text } = await ask(method, path, { host, origin: `http://${host}` });
    expect([path, status, JSON.parse(text)]).toMatchObject([
      path,
      403,
      { code: 'host-not-allowed' },
    ]);
    expect(text).toContain('TOUCHSTONE_ALLOWED_HOSTS=rebound.example');
  }
  expect((await fetch(`${api.url}/v1/stations/s1`)).status).toBe(200);
});

test('a camera, which sends neither header, pushes its frame', async () => {
  const frame = await somePng();
  const headers = { 'content-type': 'image/png' };
  expect((await ask('POST', '/v1/stations/s1/frames', headers, frame)).status).toBe(202);
});

test('no answer may be embedded by another site, whatever it is', async () => {
  for (const path of ['/', '/docs', '/v1/stations', '/v1/none', '/v1/stations/%E0%A4%A'])
    expect([path, (await ask('GET', path, {})).headers]).toMatchObject([
      path,
      {
        'cross-origin-resource-policy': 'same-origin',
        'content-security-policy': expect.stringContaining("default-src 'self'") as string,
      },
    ]);
});
