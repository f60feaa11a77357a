import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import { activationSettings, type ModelManifest } from '#contracts';
import { Models, Rehearsals, Stations } from '#storage';
import { showAudit } from '../../../apps/cli/src/audit/show-audit.js';
import { activateModel, decideActivation, listModels, rollBack } from '../../../apps/cli/src/models/models.js'; // prettier-ignore
import { rehearse } from '../../../apps/cli/src/rehearse/rehearse.js';
import { startApi, type TestApi } from '../../support/api.js';
import { someModel } from '../../support/records.js';
import { startPostgres, startRedis, type TestPostgres, type TestRedis } from '../../support/services.js'; // prettier-ignore
import { until } from '../../support/until.js';

const station = 'line-1';
let postgres: TestPostgres;
let redis: TestRedis;
let api: TestApi;
let second: ModelManifest;

beforeAll(async () => {
  [postgres, redis] = await Promise.all([startPostgres(), startRedis()]);
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

/** What the command writes to standard output. */
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

test('models: listed, activated by version, rolled back', async () => {
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

test('rehearse: the newest candidate, followed to its end', async () => {
  const third = someModel(station, 3);
  await api.app.get(Models).insert(third);
  const rehearsals = api.app.get(Rehearsals);
  const report = said((options) => rehearse(station, { ...options, by: 'anna' }));
  const asked = await until(async () => (await rehearsals.list({ station, limit: 1 })).items[0]);
  expect(asked).toMatchObject({ modelId: third.id, by: 'anna' });
  await rehearsals.finish(asked.id, {
    ...{ replayed: 5, leftOut: 0, leftOutBecause: [], flipped: [], reviewed: 0, seconds: 1 },
    ...{ defectsThatWouldPass: [], falseAlarmsThatGo: [], falseAlarmsThatStay: 0 },
    ...{ flips: [{ from: 'ok', to: 'ok', count: 5 }], defectsStillCaught: 0, byDay: [] },
  });
  expect(await report).toContain('No verdict would change.');
});
