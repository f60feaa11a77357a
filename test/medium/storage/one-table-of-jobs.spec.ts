import { randomUUID } from 'node:crypto';
import { Client } from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { shownAnalysis, shownCalibration, shownRehearsal } from '#contracts';
import { Database, Jobs } from '#storage';
import { migrations } from '../../../libs/storage/src/database/migrations/index.js';
import { someModel } from '../../support/records.js';
import { ownDatabase, type TestService } from '../../support/services.js';

const [at, later] = ['2026-03-01T08:00:00.000Z', '2026-03-01T08:05:00.000Z'];
const [made, waits, rehearsed, mapped] = Array.from({ length: 4 }, () => randomUUID());
const { certificate } = someModel('line-1');
let postgres: TestService;
let database: Database;
let jobs: Jobs;

/** A database as the release before left it: a table for each sort of long job, with rows. */
beforeAll(async () => {
  postgres = await ownDatabase();
  await asBefore();
  database = new Database({ url: postgres.url, onTrouble: () => undefined });
  await database.prepare();
  jobs = new Jobs(database);
});
afterAll(async () => {
  await database.close();
  await postgres.stop();
});

async function asBefore(): Promise<void> {
  const client = new Client({ connectionString: postgres.url });
  await client.connect();
  await client.query('DROP SCHEMA public CASCADE; CREATE SCHEMA public');
  await client.query('CREATE TABLE migrations (number integer PRIMARY KEY, name text NOT NULL, applied_at timestamptz NOT NULL DEFAULT now())'); // prettier-ignore
  for (const [index, { name, sql }] of migrations.slice(0, 6).entries()) {
    await client.query(sql);
    await client.query('INSERT INTO migrations VALUES ($1, $2)', [index + 1, name]);
  }
  await client.query("INSERT INTO stations VALUES ('line-1', '{}', NULL, now(), now())");
  await client.query(
    `INSERT INTO calibrations (id, station, state, activate, targets, progress, normals, model_id, activation, certificate,
       requested_at, started_at, ended_at, incremental, asked_by, why, storing)
     VALUES ($1, 'line-1', 'done', true, '{"warn": 0.05, "reject": 0.01}', '{"step": "limits", "done": 1, "of": 1}', 12, $1,
       'done', $2, $3, $3, $4, true, 'anna', 'new light', true)`,
    [made, JSON.stringify(certificate), at, later],
  );
  await client.query(
    `INSERT INTO calibrations (id, station, state, activate, normals, requested_at, asked_by)
     VALUES ($1, 'line-1', 'queued', false, 15, $2, 'ben')`,
    [waits, later],
  );
  await client.query(
    `INSERT INTO rehearsals (id, station, model, against, state, inspections, from_images, progress, failure, asked_by,
       requested_at, ended_at)
     VALUES ($1, 'line-1', $2, NULL, 'failed', 500, true, '{"done": 3, "of": 9}', '{"code": "internal", "detail": "it broke"}',
       'anna', $3, $4)`,
    [rehearsed, made, at, later],
  );
  await client.query(
    `INSERT INTO analyses (id, station, kind, settings, state, progress, result, blob, asked_by, requested_at, started_at, ended_at)
     VALUES ($1, 'line-1', 'map', '{"seed": 7}', 'done', '{"step": "layout", "done": 1, "of": 1, "etaSeconds": 0}',
       '{"frames": 40}', 'analyses/line-1/x', 'anna', $2, $2, $3)`,
    [mapped, at, later],
  );
  await client.end();
}

test('a calibration of the release before is shown as it was', async () => {
  const job = await jobs.get('calibrate', made!);
  expect(job.settings['targets']).toEqual({ warn: 0.05, reject: 0.01 });
  expect(shownCalibration(job)).toEqual({
    id: made,
    stationId: 'line-1',
    state: 'done',
    activate: true,
    incremental: true,
    by: 'anna',
    why: 'new light',
    progress: { step: 'limits', done: 1, of: 1 },
    normals: 12,
    modelId: made,
    activation: 'done',
    certificate,
    failure: null,
    requestedAt: at,
    startedAt: at,
    endedAt: later,
  });
});

test('one that waits still waits, and is still the only one of its station', async () => {
  const job = await jobs.get('calibrate', waits!);
  expect(shownCalibration(job)).toMatchObject({ state: 'queued', normals: 15, by: 'ben', modelId: null, certificate: null, progress: null }); // prettier-ignore
  expect((await jobs.start(waits!))?.state).toBe('running');
  const second = { id: randomUUID(), station: 'line-1', askedBy: 'anna', requestedAt: new Date() };
  const kind = { name: 'calibration', lane: 'calibrate' } as const;
  await expect(jobs.request({ ...second, kind, settings: {} })).rejects.toMatchObject({
    code: 'calibration-running',
  });
});

test('a rehearsal of the release before is shown as it was', async () => {
  expect(shownRehearsal(await jobs.get('rehearse', rehearsed!))).toEqual({
    id: rehearsed,
    stationId: 'line-1',
    modelId: made,
    against: null,
    state: 'failed',
    inspections: 500,
    fromImages: true,
    progress: { done: 3, of: 9 },
    result: null,
    failure: { code: 'internal', detail: 'it broke' },
    by: 'anna',
    requestedAt: at,
    endedAt: later,
  });
});

test('an analysis of the release before is shown as it was, and what is large of it is found', async () => {
  expect(shownAnalysis(await jobs.get('analyse', mapped!))).toMatchObject({
    kind: 'map',
    settings: { seed: 7 },
    state: 'done',
    progress: { step: 'layout', done: 1, of: 1, etaSeconds: 0 },
    result: { frames: 40 },
    startedAt: at,
  });
  expect(await jobs.blobOf(mapped!)).toBe('analyses/line-1/x');
});
