import { keysOf } from '../../../apps/api/src/http/access/key-list.js';
import { execFileSync } from 'node:child_process';
import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startApi, type TestApi } from '../../support/api.js';
import { bodyOf, expectProblem, json } from '../../support/http.js';
import { ownDatabase, ownRedis, type TestService } from '../../support/services.js';

let redis: TestService;
let postgres: TestService;
let open: TestApi;
let locked: TestApi;

beforeAll(async () => {
  [redis, postgres] = await Promise.all([ownRedis(), ownDatabase()]);
  const services = { redisUrl: redis.url, databaseUrl: postgres.url };
  const webFolder = await mkdtemp(join(tmpdir(), 'touchstone-page-'));
  await writeFile(join(webFolder, 'index.html'), '<!doctype html><title>Touchstone</title>');
  open = await startApi(services);
  locked = await startApi(services, {
    apiKeys: keysOf('key-one,ben=key-two'),
    webFolder,
    blobs: open.settings.blobs,
  });
});

afterAll(async () => {
  await open.stop();
  await locked.stop();
  await Promise.all([redis.stop(), postgres.stop()]);
});

test('401 without a key or with a wrong one, before the body is read', async () => {
  const stations = `${locked.url}/v1/stations`;
  const refused = await fetch(stations);
  expect(refused.headers.get('www-authenticate')).toBe('Bearer');
  await expectProblem(refused, 401, 'unauthorised');
  await expectProblem(
    await fetch(stations, { headers: { 'x-api-key': 'key-on' } }),
    401,
    'unauthorised',
  );
  const wrong = { authorization: 'Bearer key-three' };
  await expectProblem(await fetch(stations, { headers: wrong }), 401, 'unauthorised');
});

test.each<Record<string, string>>([
  { authorization: 'Bearer key-one' },
  { 'x-api-key': 'key-two' },
])('with a key as %j it is open', async (headers) => {
  expect((await fetch(`${locked.url}/v1/stations`, { headers })).status).toBe(200);
});

test('health, metrics, documentation and the page need no key', async () => {
  for (const path of ['/health/live', '/health/ready', '/metrics', '/openapi.json', '/docs', '/'])
    expect([path, (await fetch(`${locked.url}${path}`)).status]).toEqual([path, 200]);
  expect(await (await fetch(`${locked.url}/`)).text()).toContain('<title>Touchstone</title>');
});

test('an unknown path is a problem, also outside of /v1; so is a wrong method', async () => {
  await expectProblem(await fetch(`${open.url}/nothing`), 404, 'not-found');
  await expectProblem(await fetch(`${open.url}/v1/nothing`), 404, 'not-found');
  await expectProblem(
    await fetch(`${open.url}/v1/stations`, { method: 'DELETE' }),
    404,
    'not-found',
  );
  await expectProblem(await fetch(`${open.url}/v1/stations/%E0%A4%A`), 400, 'bad-request');
});

test('every answer carries the security headers', async () => {
  for (const path of ['/', '/v1/stations', '/nothing', '/docs']) {
    const { headers } = await fetch(`${open.url}${path}`);
    expect(headers.get('x-content-type-options'), path).toBe('nosniff');
    expect(headers.get('content-security-policy'), path).toContain("default-src 'self'");
  }
});

interface OpenApi {
  openapi: string;
  paths: Record<string, Record<string, { responses: Record<string, unknown> }>>;
  components: { schemas: Record<string, unknown> };
}

test('OpenAPI 3.1 names every route with its answers, and every reference resolves', async () => {
  const document = await bodyOf<OpenApi>(await fetch(`${open.url}/openapi.json`));
  expect(document.openapi).toMatch(/^3\.1/);
  const routes = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => `${method} ${path}`),
  );
  expect(routes).toEqual(
    expect.arrayContaining([
      'put /v1/stations/{station}',
      'post /v1/stations/{station}/frames',
      'post /v1/stations/{station}/normals',
      'post /v1/stations/{station}/calibrations',
      'post /v1/stations/{station}/models/{model}/activate',
      'get /v1/frames/{frame}/heatmap',
      'get /v1/inspections',
      'post /v1/alerts/{alert}/acknowledge',
      'get /v1/events',
    ]),
  );
  const push = document.paths['/v1/stations/{station}/frames']?.['post'];
  expect(Object.keys(push?.responses ?? {})).toEqual(
    expect.arrayContaining([
      '200',
      '202',
      '400',
      '401',
      '404',
      '409',
      '413',
      '415',
      '422',
      '429',
      '503',
    ]),
  );
  const text = JSON.stringify(document);
  for (const [, name] of text.matchAll(/"#\/components\/schemas\/([^"]+)"/g))
    expect(Object.keys(document.components.schemas)).toContain(name);
});

test('the documentation page takes nothing from elsewhere', async () => {
  const page = await (await fetch(`${open.url}/docs`)).text();
  const addresses = [...page.matchAll(/(?:src|href)="([^"]+)"/g)].map((match) => match[1]!);
  expect(addresses.length).toBeGreaterThan(2);
  for (const address of addresses) {
    expect(address).not.toMatch(/^(https?:)?\/\//);
    if (address.startsWith('#')) continue;
    const response = await fetch(new URL(address, `${open.url}/`));
    expect([address, response.status]).toEqual([address, 200]);
  }
  expect(page).not.toMatch(/<script>(?!\s*<\/script>)/);
});

test('the metrics are clean by promtool and name every family of the product', async () => {
  await fetch(`${open.url}/v1/stations/m1`, json('PUT', {}));
  const text = await (await fetch(`${open.url}/metrics`)).text();
  for (const name of [
    'frames_total',
    'step_seconds',
    'frame_seconds',
    'queue_jobs',
    'batch_frames',
    'image_score',
    'limit',
    'active_model_info',
    'backend_info',
    'frames_refused_total',
    'alerts_total',
    'alert_deliveries_total',
  ])
    expect(text).toContain(`# TYPE touchstone_${name} `);
  expect(text).toMatch(
    /touchstone_http_request_seconds_count\{method="PUT",route="\/v1\/stations\/:station",status="201"\} 1/,
  );
});

test.skipIf(!hasPromtool())('promtool check metrics (needs promtool) finds nothing', async () => {
  const text = await (await fetch(`${open.url}/metrics`)).text();
  expect(execFileSync('promtool', ['check', 'metrics'], { input: text }).toString()).toBe('');
});

function hasPromtool(): boolean {
  try {
    execFileSync('promtool', ['--version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}
