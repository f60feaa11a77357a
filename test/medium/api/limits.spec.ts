import { randomUUID } from 'node:crypto';
import { Client } from 'pg';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import type { AuditEntry, LimitChange, LimitsOfModel, LimitsWhatIf, ModelCertificate, ModelSummary, OddNormals, Page } from '#contracts'; // prettier-ignore
import { Activations, Models, Stations } from '#storage';
import { setLimits, tryLimits } from '../../../apps/cli/src/limits/limits.js';
import { showOddNormals } from '../../../apps/cli/src/normals/normals.js';
import { startApi, type TestApi } from '../../support/api.js';
import { bodyOf, expectProblem, json } from '../../support/http.js';
import { askedNow, settingsWith, someModel } from '../../support/records.js';
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

/** A station with an active model whose limits are review 2 and reject 3, held out from 100 parts of 0.04 to 4. */
async function stationWith(id: string, settings = {}) {
  await api.app.get(Stations).put(id, settingsWith(settings));
  const model = someModel(id);
  model.certificate.heldOutScores = Array.from({ length: 100 }, (_, i) => (i + 1) / 25);
  await api.app.get(Models).insert(model);
  await api.app.get(Activations).ask(id, model.id, askedNow('anna'));
  return { model: model.id, path: `/v1/stations/${id}/models/${model.id}` };
}

/** Inspections of scores 0.001, 0.002, ... by this model, the last the newest. */
async function inspected(station: string, model: string, count: number): Promise<void> {
  const client = new Client({ connectionString: postgres.url });
  await client.connect();
  await client.query(
    `WITH numbered AS (SELECT gen_random_uuid() AS id, n FROM generate_series(1, $3::int) AS n), framed AS (
       INSERT INTO frames (id, station, bytes, width, height, media_type, sha256, blob, state, accepted_at)
       SELECT id, $1, 3, 4, 5, 'image/png', repeat('0', 64), 'b' || n, 'inspected', now() FROM numbered RETURNING id)
     INSERT INTO inspections (frame_id, station, verdict, image_score, inspected_at, document, map)
     SELECT numbered.id, $1, 'ok', n / 1000.0, now() - ($3::int - n) * interval '1 second',
       jsonb_build_object('model', jsonb_build_object('id', $2::text), 'lookAlike', null, 'goldenPart', null,
         'padding', repeat('x', 1500)), '\\x00'::bytea
     FROM numbered`,
    [station, model, count],
  );
  await client.end();
}

const printed = async (run: () => Promise<void>): Promise<string> => {
  const lines: string[] = [];
  vi.spyOn(process.stdout, 'write').mockImplementation((chunk) => lines.push(String(chunk)) > 0);
  try {
    await run();
  } finally {
    vi.restoreAllMocks();
  }
  return lines.join('');
};

test('what other limits would do is said from held-out scores and 10,000 inspections, and changes nothing', async () => {
  const { model, path } = await stationWith('try-1');
  await inspected('try-1', model, 10_000);
  const found = await bodyOf<LimitsWhatIf>(await ask(`${path}/limits/what-if?reject=2.5`));
  expect(found).toMatchObject({
    inspections: 10_000,
    changed: 500,
    flips: [{ from: 'review', to: 'defect', count: 500 }],
    now: {
      limits: { warn: 2, reject: 3 },
      falseAlarms: { reject: { over: 25, parts: 100 } },
      inspections: { ok: 2000, review: 1000, defect: 7000 },
    },
    then: { limits: { warn: 2, reject: 2.5 }, falseAlarms: { reject: { over: 38 } } },
  });
  expect(found.frames).toHaveLength(50);
  expect(found.frames[0]).toMatchObject({ score: 3, from: 'review', to: 'defect' });
  const said = await printed(() =>
    tryLimits('try-1', { url: api.url, reject: 2.5, inspections: 10_000 }),
  );
  expect(said).toContain('Of the last 10000 inspections by this model 500 verdicts would change');
  expect(said).toMatch(/Answered in [0-9.]+ s/);
  process.stderr.write(`${said.slice(said.indexOf('Answered'))}`);
  const read = await bodyOf<LimitsOfModel>(await ask(`${path}/limits`));
  expect(read).toMatchObject({ inForce: { reject: 3 }, byHand: null, changes: [], active: true });
  expect(read.histogram.inspections.reduce((sum, count) => sum + count, 0)).toBe(10_000);
});

test('limits are set with a reason, stand in certificate and trail, and are cleared again', async () => {
  const { path } = await stationWith('set-1');
  const body = { reject: 2.5, why: 'scratches passed', by: 'anna' };
  expect((await ask(`${path}/limits`, json('PUT', { reject: 2.5 }))).status).toBe(400);
  const set = await ask(`${path}/limits`, json('PUT', body));
  expect(set.status).toBe(200);
  expect(await bodyOf<LimitChange>(set)).toMatchObject({ state: 'done', version: 1, review: 2 });
  const [model] = (await bodyOf<{ items: ModelSummary[] }>(await ask('/v1/stations/set-1/models'))).items; // prettier-ignore
  expect(model).toMatchObject({
    limits: { warn: 2, reject: 2.5, scale: 0.5 },
    limitsByHand: { version: 1, by: 'anna', why: 'scratches passed' },
  });
  expect((await api.app.get(Stations).record('set-1'))!.limitsByHand).toMatchObject({
    reject: 2.5,
  });
  const certificate = await bodyOf<ModelCertificate>(await ask(`${path}/certificate`));
  expect(certificate).toMatchObject({ limits: { reject: 3 }, limitsByHand: { reject: 2.5 } });
  expect(await (await ask(`${path}/certificate.html`)).text()).toContain('Limits set by hand');
  await printed(() => setLimits('set-1', { url: api.url, review: 1, reason: 'more', by: 'ben', inspections: 0 })); // prettier-ignore
  expect((await bodyOf<LimitsOfModel>(await ask(`${path}/limits`))).byHand).toMatchObject({
    warn: 1,
    reject: 2.5,
    version: 2,
  });
  await ask(`${path}/limits/clear`, json('POST', { why: 'new lamp', by: 'anna' }));
  const cleared = await bodyOf<LimitsOfModel>(await ask(`${path}/limits`));
  expect(cleared).toMatchObject({ inForce: { warn: 2, reject: 3 }, byHand: null });
  expect(cleared.changes.map(({ version }) => version)).toEqual([3, 2, 1]);
  expect(cleared.lastByHand).toMatchObject({ version: 2, by: 'ben' });
  const trail = await bodyOf<Page<AuditEntry>>(await ask('/v1/stations/set-1/audit'));
  const actions = trail.items.map(({ action }) => action).filter((one) => one.startsWith('limits'));
  expect(actions).toEqual(['limits-cleared', 'limits-set', 'limits-set']);
});

test('crossed limits are refused, and so are a model and a change that are not there', async () => {
  const { path } = await stationWith('bad-1');
  const crossed = json('PUT', { review: 4, why: 'x' });
  await expectProblem(await ask(`${path}/limits`, crossed), 400, 'validation-failed');
  await expectProblem(await ask(`${path}/limits/what-if?review=4`), 400, 'validation-failed');
  const other = `/v1/stations/bad-1/models/${randomUUID()}/limits`;
  await expectProblem(await ask(other), 404, 'model-not-found');
  const change = `/v1/stations/bad-1/limit-changes/${randomUUID()}/approve`;
  await expectProblem(await ask(change, json('POST', {})), 404, 'limit-change-not-found');
});

test('where a second person is wanted, limits wait until another one approves; clearing waits for nobody', async () => {
  const activation = { secondPerson: true, rehearsal: false, testSet: false };
  await api.app.get(Stations).put('two-1', settingsWith());
  const { path } = await stationWith('two-1');
  await api.app.get(Stations).put('two-1', settingsWith({ activation }));
  const asked = await ask(`${path}/limits`, json('PUT', { reject: 2.5, why: 'x', by: 'anna' }));
  expect(asked.status).toBe(202);
  const { id } = await bodyOf<LimitChange>(asked);
  expect((await bodyOf<LimitsOfModel>(await ask(`${path}/limits`))).byHand).toBeNull();
  const approve = `/v1/stations/two-1/limit-changes/${id}/approve`;
  await expectProblem(await ask(approve, json('POST', { by: 'anna' })), 409, 'second-person-needed'); // prettier-ignore
  expect((await ask(approve, json('POST', { by: 'ben' }))).status).toBe(200);
  expect((await bodyOf<LimitsOfModel>(await ask(`${path}/limits`))).byHand).toMatchObject({
    by: 'anna',
    approvedBy: 'ben',
  });
  await expectProblem(await ask(approve, json('POST', { by: 'cleo' })), 409, 'already-decided');
  const cleared = await ask(`${path}/limits/clear`, json('POST', { why: 'x', by: 'anna' }));
  expect(await bodyOf<LimitChange>(cleared)).toMatchObject({ state: 'done', kind: 'clear' });
});

test('the odd normals of a model are listed with what would follow for its inspections', async () => {
  const station = 'odd-1';
  await api.app.get(Stations).put(station, settingsWith());
  const model = someModel(station);
  const place = { row: 0, column: 1, rows: 2, columns: 2, patchScore: 3, usual: 1, highest: 2 };
  const without = { warn: 2, reject: 2.5 };
  model.certificate.oddNormals = [
    { frameId: randomUUID(), partId: 'p1', score: 3, spreads: 4, place, without, withoutOdder: without }, // prettier-ignore
  ];
  await api.app.get(Models).insert(model);
  await api.app.get(Activations).ask(station, model.id, askedNow('anna'));
  await inspected(station, model.id, 4000);
  const path = `/v1/stations/${station}/models/${model.id}/odd-normals?inspections=2000`;
  const found = await bodyOf<OddNormals>(await ask(path));
  expect(found).toMatchObject({ inspections: 2000, limits: { reject: 3 } });
  expect(found.items[0]).toMatchObject({
    sets: ['reject'],
    normal: null,
    changes: { without: { changed: 500, share: 0.25 } },
  });
  const said = await printed(() => showOddNormals(station, { url: api.url, inspections: 2000 }));
  expect(said).toContain('500 of the last 2000 verdicts would change');
});
