import { request } from 'node:http';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Need } from '#contracts';
import { keysOf } from '../../../apps/api/src/http/access/key-list.js';
import { startApi, type TestApi } from '../../support/api.js';
import { deviceKey, makeAccount, signedIn } from '../../support/askers.js';
import { bodyOf } from '../../support/http.js';
import { ownDatabase, ownRedis, type TestService } from '../../support/services.js';

let redis: TestService;
let postgres: TestService;
let api: TestApi;
let operations: Operation[];

interface Operation {
  method: string;
  path: string;
  needs: Need | undefined;
  problems: string[];
}

/** Who passes which need, written by hand: the code has its own table. */
const passed: Record<string, readonly Need[]> = {
  nobody: ['nothing'],
  ingest: ['nothing', 'ingest'],
  read: ['nothing', 'viewer'],
  operate: ['nothing', 'viewer', 'operator'],
  viewer: ['nothing', 'viewer'],
  operator: ['nothing', 'viewer', 'operator'],
  engineer: ['nothing', 'ingest', 'viewer', 'operator', 'engineer'],
  administrator: ['nothing', 'ingest', 'viewer', 'operator', 'engineer', 'administrator'],
};

beforeAll(async () => {
  [redis, postgres] = await Promise.all([ownRedis(), ownDatabase()]);
  const services = { redisUrl: redis.url, databaseUrl: postgres.url };
  api = await startApi(services, { apiKeys: keysOf('anna=a-long-key-of-anna') });
  for (const role of ['viewer', 'operator', 'engineer', 'administrator'] as const)
    await makeAccount(api.app, role, role);
  operations = await operationsOf(api.url);
});

afterAll(async () => {
  await api.stop();
  await Promise.all([redis.stop(), postgres.stop()]);
});

/** Every route of the document, each placeholder filled with something that is well formed and not there. */
async function operationsOf(url: string): Promise<Operation[]> {
  const document = await bodyOf<{ paths: Record<string, Record<string, Described>> }>(
    await fetch(`${url}/openapi.json`),
  );
  const id = '0190a0a0-0000-7000-8000-000000000000';
  return Object.entries(document.paths)
    .filter(([path]) => path.startsWith('/v1/'))
    .flatMap(([path, item]) =>
      Object.entries(item).map(([method, { 'x-needs': needs, responses }]) => ({
        method: method.toUpperCase(),
        path: path.replace('{station}', 's1').replaceAll(/\{\w+\}/g, id),
        needs,
        problems: Object.keys(responses),
      })),
    );
}

interface Described {
  'x-needs'?: Need;
  responses: object;
}

/** The headers of each kind of asker; a session is a new one each time, since a route may end it. */
async function headersOf(asker: string): Promise<Record<string, string>> {
  if (asker === 'nobody') return {};
  if (asker === 'ingest' || asker === 'read' || asker === 'operate') return devices[asker]!;
  return signedIn(api.app, asker);
}

const devices: Record<string, Record<string, string>> = {};
beforeAll(async () => {
  for (const scope of ['ingest', 'read', 'operate'] as const)
    devices[scope] = await deviceKey(api.app, `${scope}-device`, [scope]);
});

/** The status of a target that is sent as it is written; a stream that opens is let go. */
function statusOf(method: string, path: string, headers: Record<string, string>): Promise<number> {
  const { port, hostname } = new URL(api.url);
  return new Promise((resolve, reject) => {
    const asked = request({ hostname, port, method, path, headers }, (answer) => {
      const status = answer.statusCode ?? 0;
      answer.on('close', () => resolve(status)).resume();
      if (String(answer.headers['content-type']).includes('event-stream')) answer.destroy();
    });
    asked.on('error', reject).end();
  });
}

test('every route of the document states what it needs, and that it may be forbidden', () => {
  expect(operations.length).toBeGreaterThan(60);
  const unstated = operations.filter(({ needs }) => needs === undefined);
  expect(unstated).toEqual([]);
  const silent = operations.filter(
    ({ needs, problems }) => needs !== 'nothing' && !problems.includes('403'),
  );
  expect(silent).toEqual([]);
});

test('each route opens for those who may, and for nobody else', async () => {
  const wrong: string[] = [];
  for (const asker of Object.keys(passed))
    for (const { method, path, needs } of operations) {
      const status = await statusOf(method, path, await headersOf(asker));
      const refusal = asker === 'nobody' ? 401 : 403;
      const isRight = passed[asker]!.includes(needs!)
        ? status !== 401 && status !== 403
        : status === refusal;
      if (!isRight) wrong.push(`${asker}: ${method} ${path} needs ${needs}, answered ${status}`);
    }
  expect(wrong).toEqual([]);
});

/** The same target in other letters: as a router may read it, or must not. */
const spellings: Record<string, (path: string) => string> = {
  'an escaped first letter': (path) => `/%${path.charCodeAt(1).toString(16)}${path.slice(2)}`,
  'all letters escaped': (path) => path.replaceAll(/[a-z]/g, (letter) => `%${letter.charCodeAt(0).toString(16)}`), // prettier-ignore
  'absolute form': (path) => `http://127.0.0.1${path}`,
  'absolute form, escaped': (path) => `http://127.0.0.1/%${path.charCodeAt(1).toString(16)}${path.slice(2)}`, // prettier-ignore
  'upper case': (path) => path.toUpperCase(),
  'a slash at the end': (path) => `${path}/`,
  'two slashes': (path) => `/${path}`,
};

test('what is refused is refused in every spelling of its target', async () => {
  const opened: string[] = [];
  for (const asker of Object.keys(passed)) {
    const headers = await headersOf(asker);
    const refused = operations.filter(({ needs }) => !passed[asker]!.includes(needs!));
    for (const { method, path } of refused)
      for (const [how, spelled] of Object.entries(spellings)) {
        const status = await statusOf(method, spelled(path), headers);
        if (![401, 403, 404].includes(status))
          opened.push(`${asker}: ${method} ${path} with ${how}: ${status}`);
      }
  }
  expect(opened).toEqual([]);
});
