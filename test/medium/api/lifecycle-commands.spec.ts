import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import { activationSettings, type JobLane, type LongJob, type ModelManifest } from '#contracts';
import { Jobs, Models, Normals, Stations } from '#storage';
import { showAudit } from '../../../apps/cli/src/audit/show-audit.js';
import { learnFromFolder } from '../../../apps/cli/src/learn/learn-from-folder.js';
import { activateModel, decideActivation, listModels, rollBack } from '../../../apps/cli/src/models/models.js'; // prettier-ignore
import { rehearse } from '../../../apps/cli/src/rehearse/rehearse.js';
import { startApi, type TestApi } from '../../support/api.js';
import { paintedPart } from '../../support/painted-parts.js';
import { someModel } from '../../support/records.js';
import { ownDatabase, ownRedis, type TestService } from '../../support/services.js';
import { until } from '../../support/until.js';

const station = 'line-1';
let postgres: TestService;
let redis: TestService;
let api: TestApi;
let second: ModelManifest;

beforeAll(async () => {
  [postgres, redis] = await Promise.all([ownDatabase(), ownRedis()]);
  api = await startApi({ redisUrl: redis.url, databaseUrl: postgres.url });
  await api.makeStation(station);
  second = someModel(station, 2);
  await api.app.get(Models).insert(second);
});
afterAll(async () => {
  await api.stop();
  await Promise.all([postgres.stop(), redis.stop()]);
});
afterEach(() => vi.restoreAllMocks());

/** Returns what the command writes to standard output. */
async function said(command: (options: { url: string }) => Promise<void>): Promise<string> {
  let text = '';
  vi.spyOn(process.stdout, 'write').mockImplementation((chunk) => {
    text += String(chunk);
    return true;
  });
  try {
    await command({ url: api.url });
  } finally {
    vi.restoreAllMocks();
  }
  return text;
}

test('models are listed, activated by version, and rolled back', async () => {
  const list = await said((options) => listModels(station, options));
  expect(list).toMatch(/^2 +candidate/m);
  expect(list).toMatch(/^1 +active/m);
  expect(list).toContain('kept for rehearsals: 0 of 10000');
  const done = await said((options) => activateModel(station, '2', { ...options, by: 'anna' }));
  expect(done).toBe('Version 2 is active, asked for by anna.\n');
  const back = await said((options) => rollBack(station, { ...options, by: 'ben', why: 'x' }));
  expect(back).toContain('Rolled back: version 1 is active');
  await expect(
    said((options) => activateModel(station, '7', { ...options, by: 'anna' })),
  ).rejects.toMatchObject({ code: 'model-not-found' });
});

test('a second person approves what waits, without naming it; the trail tells it all', async () => {
  const activation = { ...activationSettings.parse({}), secondPerson: true };
  await api.app.get(Stations).patch(station, { activation });
  const asked = await said((options) => activateModel(station, '2', { ...options, by: 'anna' }));
  expect(asked).toContain('Version 2 waits');
  expect(await said((options) => listModels(station, options))).toContain('anna asked');
  const approve = (by: string) =>
    said((options) => decideActivation(station, 'approve', undefined, { ...options, by }));
  await expect(approve('anna')).rejects.toMatchObject({ code: 'second-person-needed' });
  expect(await approve('ben')).toContain('asked for by anna, approved by ben');
  await expect(approve('ben')).rejects.toMatchObject({ code: 'activation-not-found' });
  const trail = await said((options) => showAudit(station, { ...options, limit: 3 }));
  expect(trail.split('\n')[0]).toContain('ben  model-activated');
  expect(trail.split('\n')[1]).toContain('anna  activation-asked');
});

async function newestOf(lane: JobLane, of: string): Promise<LongJob | undefined> {
  return (await api.app.get(Jobs).list({ lane, station: of, limit: 1 })).items[0];
}

test('rehearse takes the newest candidate and follows it to its end', async () => {
  const third = someModel(station, 3);
  await api.app.get(Models).insert(third);
  const report = said((options) => rehearse(station, { ...options, by: 'anna' }));
  const asked = await until(async () => newestOf('rehearse', station));
  expect(asked).toMatchObject({ settings: { modelId: third.id }, by: 'anna' });
  const result = {
    replayed: 5,
    leftOut: 0,
    leftOutBecause: [],
    flipped: [],
    reviewed: 0,
    seconds: 1,
    defectsThatWouldPass: [],
    falseAlarmsThatGo: [],
    falseAlarmsThatStay: 0,
    flips: [{ from: 'ok', to: 'ok', count: 5 }],
    defectsStillCaught: 0,
    byDay: [],
  };
  await api.app.get(Jobs).finish(asked.id, { result, blob: null });
  expect(await report).toContain('No verdict would change.');
});

/** Runs the command, sends Ctrl-C once `begun` says that its job is there; what it wrote to standard error. */
async function interrupted<T>(
  command: (options: { url: string; by: string }) => Promise<void>,
  begun: () => Promise<T | undefined>,
): Promise<{ job: T; told: string }> {
  let told = '';
  vi.spyOn(process.stderr, 'write').mockImplementation((chunk) => Boolean((told += String(chunk))));
  const exitCode = process.exitCode;
  try {
    const running = said((options) => command({ ...options, by: 'anna' }));
    await until(begun);
    process.emit('SIGINT');
    await running;
    expect(process.exitCode).toBe(130);
  } finally {
    process.exitCode = exitCode;
  }
  return { job: (await begun())!, told };
}

test('rehearse: Ctrl-C cancels it in the service, says so, and the exit code tells', async () => {
  const newest = async () => {
    const found = await newestOf('rehearse', station);
    return found?.state === 'done' ? undefined : found;
  };
  const { job, told } = await interrupted((options) => rehearse(station, options), newest);
  expect(job).toMatchObject({ state: 'cancelled', by: 'anna' });
  expect(told).toContain('the service was asked to cancel the rehearsal');
});

test('learn: Ctrl-C while it calibrates cancels that; the normals stay', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'touchstone-learn-'));
  const parts = Array.from({ length: 10 }, (_, n) => n);
  await Promise.all(parts.map(async (n) => writeFile(join(folder, `${n}.jpg`), await paintedPart(n)))); // prettier-ignore
  const newest = () => newestOf('calibrate', 'press-1');
  const learn = (options: { url: string; by: string }) =>
    learnFromFolder('press-1', folder, { ...options, activate: true, why: '' });
  const { job, told } = await interrupted(learn, newest);
  expect(job).toMatchObject({ state: 'cancelled', settings: { normals: 10 } });
  expect(told).toContain('the service was asked to cancel the calibration');
  expect(await api.app.get(Normals).count('press-1')).toBe(10);
  await rm(folder, { recursive: true });
});
