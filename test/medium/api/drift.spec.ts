import { afterAll, beforeAll, expect, test } from 'vitest';
import { driftReport, driftSettings } from '#contracts';
import { Drift, Frames, Inspections, ModelRefusals } from '#storage';
import { driftText } from '../../../apps/cli/src/drift/drift-text.js';
import { startApi, type TestApi } from '../../support/api.js';
import { someFrame, someInspection } from '../../support/records.js';
import { ownDatabase, ownRedis, type TestService } from '../../support/services.js';

let postgres: TestService;
let redis: TestService;
let api: TestApi;
beforeAll(async () => {
  [postgres, redis] = await Promise.all([ownDatabase(), ownRedis()]);
  api = await startApi({ redisUrl: redis.url, databaseUrl: postgres.url });
});
afterAll(async () => {
  await api.stop();
  await Promise.all([postgres.stop(), redis.stop()]);
});

const read = (path: string) => fetch(`${api.url}/v1/${path}`);
const reportOf = async (station: string, query = '') =>
  driftReport.parse(await (await read(`stations/${station}/drift${query}`)).json());

const status = {
  signal: 'exposure' as const,
  statistic: 12,
  threshold: 10.8,
  parts: 400,
  drifting: true,
  since: '2026-01-31T08:00:00.000Z',
  text: 'pictures are 8 % darker than the normals',
  usual: 0.5,
  now: 0.46,
};

/** Stores the state of a watch as the watcher does. */
async function watched(station: string, model: string): Promise<void> {
  const state = { line: null, signals: [status], observed: { rate: 0.02, parts: 450 } };
  await api.app.get(Drift).advance(station, () => Promise.resolve({ model, cursor: null, state }), new Date()); // prettier-ignore
}

async function inspected(station: string, minutesAgo: number, verdict: 'ok' | 'defect') {
  const frame = someFrame({ station });
  const inspectedAt = new Date(Date.now() - minutesAgo * 60_000).toISOString();
  await api.app.get(Frames).accept(frame);
  const inspection = someInspection(frame, { verdict, inspectedAt, imageScore: 2 });
  await api.app.get(Inspections).record({ inspection, map: new Float32Array(6), alert: false });
}

test('how every test stands, promise and practice, figures over time, near and far', async () => {
  const model = await api.makeStation('watched');
  for (const minutes of [1, 30, 700]) await inspected('watched', minutes, 'ok');
  await inspected('watched', 30, 'defect');
  await watched('watched', model.id);
  const report = await reportOf('watched', '?hours=8');
  expect(report).toMatchObject({ modelId: model.id, signals: [status] });
  expect(report).toMatchObject({ promisedRate: 1 / 11, observedRate: 0.02, observedParts: 450 });
  const frames = report.windows.reduce((sum, window) => sum + window.frames, 0);
  expect([frames, report.windows.reduce((sum, { alarms }) => sum + alarms, 0)]).toEqual([3, 1]);
  const day = await reportOf('watched');
  expect(day.windows.length).toBeGreaterThan(0);
  expect(driftText('watched', report)).toContain('pictures are 8 % darker than the normals');
  expect(driftText('watched', report)).toContain('2 % of the newest 450 parts');
});

test('of another model than the active one nothing is said', async () => {
  const model = await api.makeStation('renewed');
  await watched('renewed', model.id);
  await api.makeStation('renewed');
  expect(await reportOf('renewed')).toMatchObject({ signals: [], observedRate: null });
});

test('before the first look there is nothing; no such station is 404, no such time 400', async () => {
  await api.makeStation('new', { drift: driftSettings.parse({ enabled: false }) });
  expect(await reportOf('new')).toMatchObject({ signals: [], windows: [], observedParts: 0 });
  expect((await read('stations/nowhere/drift')).status).toBe(404);
  expect((await read('stations/new/drift?hours=9000')).status).toBe(400);
});

test('the records of the loop are metrics: refusals, gate, memory, kept embeddings', async () => {
  const challenge = { required: true, everyHours: 8, onNewModel: true };
  const model = await api.makeStation('gated', { challenge });
  const trouble = { code: 'model-invalid', detail: 'scores differ' };
  await api.app.get(ModelRefusals).say({ station: 'gated', worker: 'w1', model: model.id, ...trouble }); // prettier-ignore
  const text = await (await fetch(`${api.url}/metrics`)).text();
  expect(text).toContain('touchstone_gate_open{station="gated"} 0');
  expect(text).not.toContain('touchstone_gate_open{station="watched"}');
  expect(text).toContain('touchstone_model_refusals{station="gated"} 1');
  expect(text).toContain('touchstone_remembered_defects{station="gated"} 0');
  expect(text).toContain('touchstone_kept_embeddings_bytes{station="gated"} 0');
});
