import { randomUUID } from 'node:crypto';
import sharp from 'sharp';
import { Activations, Models, Quarantine, Stations } from '#storage';
import {
  type AuditEntry,
  type CameraLimits,
  modelManifest,
  type Normal,
  type Page,
  type Quarantined,
  type Station,
} from '#contracts';
import { systemClock } from '#telemetry';
import { decode, measureQuality } from '#images';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startApi, type TestApi } from '../../support/api.js';
import { bodyOf, expectProblem, json } from '../../support/http.js';
import { somePng } from '../../support/pictures.js';
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
const add = async (station: string, body: Buffer) =>
  ask(`/v1/stations/${station}/normals`, {
    method: 'POST',
    body: new Uint8Array(body),
    headers: { 'content-type': 'image/png' },
  });

async function stationWithNormals(id: string, count: number): Promise<string[]> {
  await api.app.get(Stations).put(id, settingsWith());
  const ids: string[] = [];
  for (let seed = 1; seed <= count; seed++)
    ids.push((await bodyOf<Normal>(await add(id, await somePng(seed)))).id);
  return ids;
}

const setAside = (station: string, ids: string[]) =>
  api.app.get(Quarantine).setAside(
    station,
    ids.map((normalId) => ({
      normalId,
      findings: [
        { reason: 'extreme' as const, detail: 'Far out.', value: 7, limit: 4, likeFrame: null },
      ],
    })),
    systemClock.now(),
  );

test('list, decide, take back: the station, the audit trail and the metric follow', async () => {
  const ids = await stationWithNormals('q1', 3);
  await setAside('q1', ids.slice(0, 2));
  const list = await bodyOf<Page<Quarantined>>(await ask('/v1/stations/q1/quarantine'));
  expect(list.items.map(({ state }) => state)).toEqual(['quarantined', 'quarantined']);
  expect(await bodyOf<Station>(await ask('/v1/stations/q1'))).toMatchObject({
    normals: 1,
    quarantined: 2,
  });
  const decision = { decision: 'use', note: 'fine', by: 'anna' };
  const used = await ask(`/v1/stations/q1/quarantine/${ids[0]}`, json('POST', decision));
  expect(used.status).toBe(200);
  expect(await bodyOf<Quarantined>(used)).toMatchObject({ state: 'in', decidedBy: 'anna' });
  const back = { decision: 'keep-out', by: 'ben' };
  const out = await ask(`/v1/stations/q1/quarantine/${ids[0]}`, json('POST', back));
  expect(await bodyOf<Quarantined>(out)).toMatchObject({ state: 'kept-out', decidedBy: 'ben' });
  const waiting = await bodyOf<Page<Quarantined>>(
    await ask('/v1/stations/q1/quarantine?state=quarantined'),
  );
  expect(waiting.items.map(({ id }) => id)).toEqual([ids[1]]);
  const trail = await bodyOf<Page<AuditEntry>>(await ask('/v1/stations/q1/audit'));
  const decisions = trail.items.filter(({ action }) => action !== 'normal-added');
  expect(decisions.map(({ action }) => action)).toEqual(['normal-kept-out', 'normal-used']);
  const metrics = await (await ask('/metrics')).text();
  expect(metrics).toContain('touchstone_normals_quarantined{station="q1"} 1');
});

test('what cannot be decided on is said', async () => {
  const [id] = await stationWithNormals('q2', 1);
  const use = json('POST', { decision: 'use' });
  await expectProblem(await ask(`/v1/stations/q2/quarantine/${id}`, use), 404, 'normal-not-found');
  await expectProblem(
    await ask(`/v1/stations/q2/quarantine/${randomUUID()}`, use),
    404,
    'normal-not-found',
  );
  await expectProblem(await ask('/v1/stations/none/quarantine'), 404, 'station-not-found');
  await expectProblem(
    await ask(`/v1/stations/q2/quarantine/${id}`, json('POST', { decision: 'perhaps' })),
    400,
    'validation-failed',
  );
  await expectProblem(await ask('/v1/stations/q2/quarantine?state=lost'), 400, 'validation-failed');
});

test('too few are left: the refusal says how many wait in quarantine', async () => {
  const ids = await stationWithNormals('q3', 12);
  await setAside('q3', ids.slice(0, 4));
  const refused = await ask('/v1/stations/q3/calibrations', json('POST', {}));
  const problem = await expectProblem(refused, 409, 'too-few-normals');
  expect(problem.detail).toContain('4 more wait in quarantine');
});

test('a picture that is not like those of the model goes to the quarantine at once, and the answer says why', async () => {
  await api.app.get(Stations).put('q4', settingsWith());
  await activeModelThatKnows('q4', await somePng(1));
  const good = await bodyOf<Normal>(await add('q4', await somePng(2)));
  expect(good).toMatchObject({ state: 'in', findings: [] });
  const dark = await sharp(await somePng(3))
    .linear(0.2, 0)
    .png()
    .toBuffer();
  const answer = await add('q4', dark);
  expect(answer.status).toBe(201);
  const normal = await bodyOf<Normal>(answer);
  expect(normal.state).toBe('quarantined');
  expect(normal.findings.map(({ reason }) => reason)).toContain('badly-exposed');
  const listed = await bodyOf<Page<Quarantined>>(await ask('/v1/stations/q4/quarantine'));
  expect(listed.items.map(({ id }) => id)).toEqual([normal.id]);
});

/** An active model whose normals looked like this picture. */
async function activeModelThatKnows(station: string, bytes: Buffer): Promise<void> {
  const manifest = someModel(station);
  const usual = measureQuality(await decode(bytes, manifest.inputSize), null);
  const near = (value: number) => ({ low: value - 0.1, high: value + 0.1 });
  const cameraLimits: CameraLimits = {
    focus: { low: 0, high: 10 * usual.focus + 10 },
    exposure: near(usual.exposure),
    clippedDark: near(usual.clippedDark),
    clippedBright: near(usual.clippedBright),
    castRed: near(usual.castRed),
    castBlue: near(usual.castBlue),
    shiftX: near(0),
    shiftY: near(0),
    turn: near(0),
    leastMatch: 0.5,
    usual,
  };
  const whole = modelManifest.parse({ ...manifest, cameraLimits });
  await api.app.get(Models).insert(whole);
  await api.app.get(Activations).ask(station, whole.id, askedNow());
}
