import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Families } from '#contracts';
import { type AppProcess, startAppProcess } from '../../support/app-process.js';
import { bodyOf } from '../../support/http.js';
import { type ReviewedLine, startReviewedLine } from '../../support/reviewed-line.js';
import { until } from '../../support/until.js';

const heldMs = 60_000;
const patienceMs = 60_000;

let on: ReviewedLine;
let worker: AppProcess;
let calibrator: AppProcess;
let watcher: AppProcess;

beforeAll(async () => {
  on = await startReviewedLine();
  // Under limits that no stain passes: its look is what is tested.
  const { limits } = (await on.line.models.active('line-1'))!;
  await on.useLimits({ ...limits, warn: -2, reject: -1 });
  worker = await startAppProcess('worker', on.line.environment);
  calibrator = await startAppProcess('calibrator', on.line.environment);
  watcher = await startAppProcess('watcher', on.line.environment);
});
afterAll(async () => {
  calibrator.goOn();
  await Promise.all([worker, calibrator, watcher].map((app) => app.end('SIGTERM')));
  await on.stop();
});

/** When all that had settled was last watched for drift, in seconds since 1970; 0: never. */
async function driftWatchedAt(): Promise<number> {
  const metrics = await (await fetch(`${watcher.url}/metrics`)).text();
  const line = /^touchstone_drift_watched_timestamp_seconds\{station="line-1"\} (\S+)$/m;
  return Number(line.exec(metrics)?.[1] ?? 0);
}

async function alertsInFamilies(): Promise<number> {
  const answer = await fetch(`${on.api.url}/v1/stations/line-1/families`);
  const { items } = await bodyOf<Families>(answer);
  return items.reduce((sum, { alerts }) => sum + alerts, 0);
}

test('a calibrator that is held for a minute with its job in hand delays neither drift nor looks', async () => {
  await until(driftWatchedAt, patienceMs);
  const calibration = await on.line.requestCalibration();
  const state = async () => (await on.line.calibrations.get(calibration)).state;
  await until(async () => (await state()) !== 'queued' || null, patienceMs);
  calibrator.hold();
  const heldAt = Date.now();
  const whileHeld = await state();
  let shown = 0;
  while (Date.now() - heldAt < heldMs) {
    const before = await driftWatchedAt();
    await on.show(600 + shown, { stain: true });
    shown += 1;
    await until(async () => (await alertsInFamilies()) === shown || null, patienceMs);
    await until(async () => (await driftWatchedAt()) > before || null, patienceMs);
  }
  expect(shown).toBeGreaterThanOrEqual(2);
  expect(await state()).toBe(whileHeld);
  calibrator.goOn();
  await until(async () => (await state()) === 'done' || null, patienceMs);
}, 300_000);

test('the watcher has no library of TensorFlow in its memory', async () => {
  const maps = await readFile(`/proc/${watcher.pid}/maps`, 'utf8');
  expect(maps).toContain('node');
  expect(maps).not.toMatch(/tensorflow|tfjs/i);
  expect(await readFile(`/proc/${worker.pid}/maps`, 'utf8')).toMatch(/tensorflow/);
});
