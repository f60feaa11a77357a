import { request } from 'node:http';
import { mkdtemp, mkdir, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { keysOf } from '../../../apps/api/src/http/access/key-list.js';
import { startApi, type TestApi } from '../../support/api.js';
import { bodyOf } from '../../support/http.js';
import {
  startPostgres,
  startRedis,
  type TestPostgres,
  type TestRedis,
} from '../../support/services.js';

let redis: TestRedis;
let postgres: TestPostgres;
let locked: TestApi;

beforeAll(async () => {
  [redis, postgres] = await Promise.all([startRedis(), startPostgres()]);
  const webFolder = await mkdtemp(join(tmpdir(), 'touchstone-page-'));
  await mkdir(join(webFolder, 'assets'));
  await writeFile(join(webFolder, 'index.html'), '<!doctype html><title>Touchstone</title>');
  await writeFile(join(webFolder, 'assets/page.js'), '');
  const services = { redisUrl: redis.url, databaseUrl: postgres.url };
  locked = await startApi(services, { apiKeys: keysOf('anna=key-of-anna,nobodys-key'), webFolder });
});

afterAll(async () => {
  await locked.stop();
  await Promise.all([redis.stop(), postgres.stop()]);
});

/** The routes that open for whoever has proved nothing: signing in. roles.spec.ts holds what they answer. */
const signingIn = ['/v1/session', '/v1/session/pin'];

const methods = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'TRACE', 'PROPFIND'];

/** Paths of the document, each placeholder filled with something that is well formed. */
async function paths(): Promise<string[]> {
  const document = await bodyOf<{ paths: object }>(await fetch(`${locked.url}/openapi.json`));
  const id = '0190a0a0-0000-7000-8000-000000000000';
  return Object.keys(document.paths)
    .filter((path) => path.startsWith('/v1/') && !signingIn.includes(path))
    .map((path) => path.replace('{station}', 's1').replaceAll(/\{\w+\}/g, id));
}

const escaped = (letter: string) =>
  `%${letter.charCodeAt(0).toString(16).padStart(2, '0').toUpperCase()}`;
const escapedAt = (path: string, at: number) =>
  path.slice(0, at) + escaped(path[at]!) + path.slice(at + 1);

/** The same target, written in every way that a router might read as the route. */
function spellings(path: string): string[] {
  const letters = [...path].map((_, at) => at).filter((at) => path[at] !== '/');
  return [
    path,
    `${path}/`,
    `${path}?v1`,
    path.replaceAll(/[^/]/g, escaped),
    ...[1, 2, letters.at(-1)!].map((at) => escapedAt(path, at)),
    path.toUpperCase(),
    `/${path}`,
    path.replaceAll('/', '//'),
    `/.${path}`,
    `/x/..${path}`,
    `/health/live/../..${path}`,
    `http://any${path}`,
    `http://any${escapedAt(path, 1)}`,
    `HTTP://127.0.0.1/x/..${path}`,
    path.replace('/v1/', '/v1%2f'),
    path.replace('/v1/', '/v1;x/'),
  ];
}

/** The status of a target that is sent as it is written. */
function statusOf(method: string, path: string): Promise<number> {
  const { port, hostname } = new URL(locked.url);
  return new Promise((resolve, reject) => {
    const asked = request({ hostname, port, method, path }, (answer) => {
      const status = answer.statusCode ?? 0;
      answer.resume().on('end', () => resolve(status));
      // What has opened may be a stream that never ends.
      if (status !== 401 && status !== 404) answer.on('close', () => resolve(status)).destroy();
    });
    asked.on('error', reject).end();
  });
}

test('no route of the document but signing in opens without a key, for any method and any spelling of its target', async () => {
  const all = await paths();
  expect(all.length).toBeGreaterThan(40);
  const opened: string[] = [];
  for (const path of all)
    for (const method of methods)
      for (const target of spellings(path)) {
        const status = await statusOf(method, target);
        if (status !== 401 && status !== 404) opened.push(`${status} ${method} ${target}`);
      }
  expect(opened).toEqual([]);
});

test('each letter of a target alone may be escaped, and it stays shut', async () => {
  const path = '/v1/stations';
  // The first slash cannot be: without it Node's parser refuses the request itself.
  const letters = [...path].map((_, at) => at).slice(1);
  for (const at of letters)
    expect([401, 404], escapedAt(path, at)).toContain(await statusOf('GET', escapedAt(path, at)));
});

test('the routes that need no key are health, metrics, documentation and the page, and no others', async () => {
  for (const path of ['/', '/assets/page.js', '/docs', '/openapi.json', '/metrics', '/health/live'])
    expect([path, await statusOf('GET', path)]).toEqual([path, 200]);
  for (const path of ['/unknown', '/assets/none.js', '/docsx', '/v1', '/healthy'])
    expect([path, await statusOf('GET', path)]).toEqual([path, 401]);
});

test('a stranger is refused before the body has been sent', async () => {
  const { port, hostname } = new URL(locked.url);
  const headers = { 'content-type': 'image/png', 'content-length': 1_000_000 };
  const status = await new Promise((resolve, reject) => {
    const sent = request(
      { hostname, port, method: 'POST', path: '/v1/stations/s1/frames', headers },
      (answer) => {
        resolve(answer.statusCode);
        sent.destroy();
      },
    );
    sent.on('error', reject).flushHeaders();
  });
  expect(status).toBe(401);
});
