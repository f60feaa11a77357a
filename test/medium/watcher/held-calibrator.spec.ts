import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Families } from '#contracts';
import { type AppProcess, startAppProcess } from '../../support/app-process.js';
import { bodyOf } from '../../support/http.js';
import { type ReviewedLine, startReviewedLine } from '../../support/reviewed-line.js';
import { draws, keepFigures, study } from '../../support/study.js';
import { until } from '../../support/until.js';

/** The milliseconds that it is held at least; in each run of the tests as long as two rounds take. */
const heldMs = draws(0, 60_000);
/** The milliseconds that anything may take on a machine that does much else; nothing is measured by it. */
const patienceMs = 180_000;

let on: ReviewedLine;
let worker: AppProcess;
let calibrator: AppProcess;
let watcher: AppProcess;
/** Ends what has started, last first: all of it, or what there is when the set-up failed. */
const endings: (() => Promise<unknown>)[] = [];

beforeAll(async () => {
  on = await startReviewedLine();
  endings.unshift(() => on.stop());
  // Under limits that no stain passes: its look is what is tested.
  const { limits } = (await on.line.models.active('line-1'))!;
  await on.useLimits({ ...limits, warn: -2, reject: -1 });
  worker = await startOne('worker');
  calibrator = await startOne('calibrator');
  endings.unshift(() => Promise.resolve(calibrator.goOn()));
  watcher = await startOne('watcher');
}, 600_000);
afterAll(async () => {
  for (const end of endings) await end();
});

async function startOne(name: 'worker' | 'calibrator' | 'watcher'): Promise<AppProcess> {
  const app = await startAppProcess(name, on.line.environment);
  endings.unshift(() => app.end('SIGTERM'));
  return app;
}

/** Returns when all that had settled was last watched for drift, in seconds since 1970; 0: never. */
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

test(
  'a calibrator that is held with its job in hand delays neither drift nor looks',
  study,
  async () => {
    await until(driftWatchedAt, patienceMs);
    const calibration = await on.line.requestCalibration();
    const state = async () => (await on.line.calibration(calibration)).state;
    await until(async () => (await state()) !== 'queued' || null, patienceMs);
    calibrator.hold();
    const heldAt = Date.now();
    const whileHeld = await state();
    let shown = 0;
    while (shown < 2 || Date.now() - heldAt < heldMs) {
      const before = await driftWatchedAt();
      await on.show(600 + shown, { stain: true });
      shown += 1;
      await until(async () => (await alertsInFamilies()) === shown || null, patienceMs);
      await until(async () => (await driftWatchedAt()) > before || null, patienceMs);
    }
    expect(await state()).toBe(whileHeld);
    keepFigures('a calibrator that is held: looks that were shown meanwhile', {
      seconds: (Date.now() - heldAt) / 1000,
      looks: shown,
    });
    calibrator.goOn();
    await until(async () => (await state()) === 'done' || null, patienceMs);
  },
);

test('the watcher has no library that computes in its memory', async () => {
  const engines = /tensorflow|tfjs|onnxruntime/i;
  const maps = await readFile(`/proc/${watcher.pid}/maps`, 'utf8');
  expect(maps).toContain('node');
  expect(maps).not.toMatch(engines);
  expect(await readFile(`/proc/${worker.pid}/maps`, 'utf8')).toMatch(engines);
});
