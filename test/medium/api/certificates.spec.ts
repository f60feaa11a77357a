import { certificate, type Calibration, type ModelCertificate, type Page } from '#contracts';
import { Blobs, Jobs, Models, Normals } from '#storage';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startApi, type TestApi } from '../../support/api.js';
import { bodyOf, expectProblem, json } from '../../support/http.js';
import { newCalibration } from '../../support/long-jobs.js';
import { somePng } from '../../support/pictures.js';
import { someModel, someNormal } from '../../support/records.js';
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

/** A station with a model whose limits three normals set: one is there, one has lost its bytes, one is gone. */
async function certifiedModel(station: string) {
  await ask(`/v1/stations/${station}`, json('PUT', { title: 'Press <4>' }));
  const normals = [someNormal({ station }), someNormal({ station }), someNormal({ station })];
  await api.app.get(Normals).add(normals[0]!);
  await api.app.get(Normals).add(normals[1]!);
  await api.app.get(Blobs).put(normals[0]!.blob, await somePng(1));
  const made = someModel(station);
  const limitSetters = normals.map(({ id }, i) => ({
    frameId: id,
    partId: `serial-${i}`,
    score: 3 - i / 10,
    limit: 'reject',
  }));
  const manifest = {
    ...made,
    certificate: certificate.parse({ ...made.certificate, limitSetters }),
  };
  await api.app.get(Models).insert(manifest);
  return manifest;
}

test('the certificate of a model comes with what ties it to the model', async () => {
  const manifest = await certifiedModel('c1');
  const answer = await ask(`/v1/stations/c1/models/${manifest.id}/certificate`);
  expect(answer.status).toBe(200);
  const body = await bodyOf<ModelCertificate>(answer);
  expect(body).toMatchObject({
    station: 'c1',
    stationTitle: 'Press <4>',
    modelId: manifest.id,
    version: 1,
    state: 'candidate',
    bank: { sha256: manifest.bank.sha256 },
    certificate: { provisional: true, parts: 10 },
    links: { page: `/v1/stations/c1/models/${manifest.id}/certificate.html` },
  });
});

test('the page holds the pictures that are there, and says which are gone', async () => {
  const manifest = await certifiedModel('c2');
  const answer = await ask(`/v1/stations/c2/models/${manifest.id}/certificate.html`);
  expect(answer.headers.get('content-type')).toBe('text/html; charset=utf-8');
  expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'");
  const page = await answer.text();
  expect(page).toContain('Press &lt;4&gt;');
  expect(page).toContain('Provisional: 10 independent parts are too few');
  expect(page.match(/src="data:image\/jpeg;base64,\/9j\//g)).toHaveLength(1);
  expect(page.replace(/\s+/g, ' ').match(/the normal was deleted since/g)).toHaveLength(2);
});

test("another station's model and a model that is not there are 404", async () => {
  const manifest = await certifiedModel('c3');
  await ask('/v1/stations/c4', json('PUT', {}));
  for (const kind of ['certificate', 'certificate.html']) {
    const other = await ask(`/v1/stations/c4/models/${manifest.id}/${kind}`);
    await expectProblem(other, 404, 'model-not-found');
    const nowhere = await ask(`/v1/stations/none/models/${manifest.id}/${kind}`);
    await expectProblem(nowhere, 404, 'station-not-found');
  }
});

test('calibrations of a station are listed newest first, page by page, with who asked and why', async () => {
  await ask('/v1/stations/c5', json('PUT', {}));
  const jobs = api.app.get(Jobs);
  const ids: string[] = [];
  for (let i = 0; i < 3; i++) {
    const { id } = someNormal();
    const requestedAt = new Date(1_700_000_000_000 + i);
    const said = { id, requestedAt, askedBy: 'anna', why: `reason ${i}` };
    await jobs.request(newCalibration('c5', {}, said));
    await jobs.fail(id, { code: 'internal', detail: 'only a test' });
    ids.push(id);
  }
  const first = await bodyOf<Page<Calibration>>(await ask('/v1/stations/c5/calibrations?limit=2'));
  const rest = await bodyOf<Page<Calibration>>(
    await ask(`/v1/stations/c5/calibrations?limit=2&cursor=${first.next}`),
  );
  const items = [...first.items, ...rest.items];
  expect(items.map(({ id }) => id)).toEqual(ids.toReversed());
  expect(items[0]).toMatchObject({ by: 'anna', why: 'reason 2', state: 'failed' });
  expect(rest.next).toBeNull();
  await expectProblem(await ask('/v1/stations/none/calibrations'), 404, 'station-not-found');
});
