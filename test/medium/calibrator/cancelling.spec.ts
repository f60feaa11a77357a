import { Redis } from 'ioredis';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { calibration, type Calibration, type Problem } from '#contracts';
import { Audit, Quarantine } from '#storage';
import { Metrics } from '#telemetry';
import { sweepNow } from '../../support/sweep.js';
import { startApi, type TestApi } from '../../support/api.js';
import { startAppProcess } from '../../support/app-process.js';
import { type Line, startLine } from '../../support/line.js';
import { paintedPart } from '../../support/painted-parts.js';
import { type StartedApp, startCalibrator } from '../../support/started-apps.js';
import { until } from '../../support/until.js';

let line: Line;
let api: TestApi;
let calibrator: StartedApp | undefined;

beforeAll(async () => {
  line = await startLine();
  const blobs = pathToFileURL(join(line.dataFolder, 'blobs')).href;
  api = await startApi({ redisUrl: line.redis.url, databaseUrl: line.postgres.url }, { blobs });
  await stationWith('waits', 12);
  await stationWith('runs', 60);
});

afterAll(async () => {
  await calibrator?.stop();
  await api.stop();
  await line.stop();
});

async function stationWith(id: string, normals: number): Promise<void> {
  // So many rows that the banks take seconds even of tiny pictures.
  await line.putStation(id, { bank: { rows: 4000, seed: 1 } });
  for (let seed = 1; seed <= normals; seed++)
    await line.addNormal(await paintedPart(seed, { stain: seed > normals - 2 }), id);
}

function post(path: string, body: object = {}): Promise<Response> {
  return fetch(`${api.url}/v1/${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
}

async function ask(station: string): Promise<Calibration> {
  const answer = await post(`stations/${station}/calibrations`);
  expect(answer.status).toBe(202);
  return calibration.parse(await answer.json());
}

async function cancel(id: string, by = 'anna'): Promise<Calibration> {
  const answer = await post(`calibrations/${id}/cancel`, { by });
  expect(answer.status).toBe(202);
  return calibration.parse(await answer.json());
}

async function refusal(id: string): Promise<[number, string, string]> {
  const answer = await post(`calibrations/${id}/cancel`);
  const { code, detail } = (await answer.json()) as Problem;
  return [answer.status, code, detail];
}

const ended = (id: string) =>
  until(async () => {
    const found = await line.calibration(id);
    return found.endedAt === null ? null : found;
  });

const atStep = (id: string, step: string) =>
  until(async () => (await line.calibration(id)).progress?.step === step);

const cancellations = async (station: string) =>
  (await new Audit(line.database).list({ station, limit: 50 })).items.filter(
    ({ action }) => action === 'calibration-cancelled',
  );

/** A cancelled calibration leaves no model, no bytes of one, and no normal set aside. */
async function nothingStays(station: string): Promise<void> {
  expect(await line.models.list(station)).toEqual([]);
  const blobs = await readdir(join(line.dataFolder, 'blobs'), { recursive: true });
  expect(blobs.filter((name) => name.startsWith(join('models', station)))).toEqual([]);
  expect((await new Quarantine(line.database).counts(station)).quarantined).toBe(0);
}

test('one that waits is cancelled at once, twice is once, and the next can be asked for', async () => {
  const { id } = await ask('waits');
  const stream = await fetch(`${api.url}/v1/calibrations/${id}`, {
    headers: { accept: 'text/event-stream' },
  });
  expect((await cancel(id)).state).toBe('cancelled');
  expect(await stream.text()).toContain('"state":"cancelled"');
  const again = await cancel(id, 'ben');
  expect(again).toEqual(await line.calibration(id));
  expect(await cancellations('waits')).toMatchObject([{ by: 'anna', subject: id }]);
  const counted = await api.app.get(Metrics).registry.getSingleMetricAsString('touchstone_calibrations_total'); // prettier-ignore
  expect(counted).toContain('touchstone_calibrations_total{outcome="cancelled"} 1');
  const next = await ask('waits');
  calibrator = await startCalibrator(line.environment);
  expect((await ended(next.id)).state).toBe('done');
  expect((await line.calibration(id)).startedAt).toBeNull();
});

test.each(['embed', 'bank', 'held-out'])(
  'one that runs, at the step %s, is cancelled and leaves nothing',
  async (step) => {
    calibrator ??= await startCalibrator(line.environment);
    const { id } = await ask('runs');
    await atStep(id, step);
    expect((await cancel(id)).state).toBe('running');
    await cancel(id);
    const end = await ended(id);
    expect(end).toMatchObject({ state: 'cancelled', modelId: null, failure: null });
    await nothingStays('runs');
    expect((await cancellations('runs')).filter(({ subject }) => subject === id)).toHaveLength(1);
  },
);

test('one whose calibrator is killed before it sees that stays cancelled, also after a restart', async () => {
  await calibrator?.stop();
  const doomed = await startAppProcess('calibrator', line.environment);
  const { id } = await ask('runs');
  await atStep(id, 'bank');
  await doomed.end('SIGKILL');
  expect((await cancel(id)).state).toBe('running');
  // What waits for the killed one's lock, a minute, is as well lost with Redis and put back in.
  const redis = new Redis(line.redis.url);
  await redis.flushdb();
  redis.disconnect();
  calibrator = await startCalibrator(line.environment);
  await sweepNow(api.app);
  expect((await ended(id)).state).toBe('cancelled');
  await nothingStays('runs');
});

test('409 for one that has ended or stores its model, 404 for none', async () => {
  calibrator ??= await startCalibrator(line.environment);
  await calibrator.stop();
  calibrator = undefined;
  const waiting = await ask('waits');
  const [done] = (
    await line.jobs.list({ lane: 'calibrate', station: 'waits', limit: 2 })
  ).items.slice(1);
  expect(await refusal(done!.id)).toEqual([
    409,
    'too-late-to-cancel',
    `calibration ${done!.id} is done: it can no longer be cancelled`,
  ]);
  await line.jobs.start(waiting.id);
  expect(await line.jobs.beginStoring(waiting.id)).toBe(true);
  expect((await refusal(waiting.id))[2]).toContain('is storing what it made');
  await line.jobs.fail(waiting.id, { code: 'internal', detail: 'x' });
  expect((await refusal(waiting.id))[1]).toBe('too-late-to-cancel');
  expect((await refusal(crypto.randomUUID())).slice(0, 2)).toEqual([404, 'calibration-not-found']);
});

test('what was cancelled before it began to store does not store', async () => {
  const { id } = await ask('runs');
  await line.jobs.start(id);
  await cancel(id);
  expect(await line.jobs.beginStoring(id)).toBe(false);
  expect((await line.jobs.cancelled(id))?.state).toBe('cancelled');
});
