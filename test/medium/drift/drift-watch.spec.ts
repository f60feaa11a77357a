import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { type DriftStatus, driftSettings, type LiveEvent, systemClock } from '#contracts';
import {
  Activations,
  Database,
  Drift,
  Frames,
  Inspections,
  Models,
  openBlobs,
  Stations,
} from '#storage';
import { Metrics } from '#telemetry';
import { DriftWatch } from '../../../apps/calibrator/src/drift/drift-watch.js';
import {
  askedNow,
  settingsWith,
  someFrame,
  someInspection,
  someModel,
} from '../../support/records.js';
import { startPostgres, type TestPostgres } from '../../support/services.js';

let postgres: TestPostgres;
let database: Database;
let folder: string;
let stations: Stations;
let drift: Drift;
let told: DriftStatus[];
beforeAll(async () => {
  postgres = await startPostgres();
  database = new Database({ url: postgres.url, onTrouble: () => undefined });
  await database.prepare();
  folder = await mkdtemp(join(tmpdir(), 'touchstone-drift-'));
  stations = new Stations(database, openBlobs(pathToFileURL(folder).href));
  drift = new Drift(database);
});
afterAll(async () => {
  await database.close();
  await postgres.stop();
  await rm(folder, { recursive: true, force: true });
});
beforeEach(() => {
  told = [];
});

/** A watch, and what it tells; another one is another process. */
function watch(): DriftWatch {
  const events = {
    publish: (event: LiveEvent) => {
      if (event.type === 'drift') told.push(event.drift);
      return Promise.resolve('0-0');
    },
  };
  return new DriftWatch(drift, stations, events as never, new Metrics(), systemClock);
}

async function stationWithModel(id: string): Promise<string> {
  const settings = driftSettings.parse({ partsBetweenFalseAlarms: 1000 });
  await stations.put(id, settingsWith({ drift: settings }));
  return activate(id, 1);
}

async function activate(id: string, version: number): Promise<string> {
  const model = someModel(id, version);
  await new Models(database).insert(model);
  await new Activations(database).ask(id, model.id, askedNow());
  return model.id;
}

let minutesAgo = 600;
/** Inspections of good parts, one a second, each a part of its own. */
async function inspected(station: string, model: string, scores: readonly number[]): Promise<void> {
  minutesAgo -= 30;
  const start = Date.now() - minutesAgo * 60_000;
  for (const [i, imageScore] of scores.entries()) {
    const frame = someFrame({ station, partId: `${minutesAgo}-${i}` });
    const inspection = someInspection(frame, {
      ...{ verdict: 'ok', imageScore, model: { id: model, version: 1 } },
      inspectedAt: new Date(start + i * 1000).toISOString(),
    });
    await new Frames(database).accept(frame);
    await new Inspections(database).record({ inspection, map: new Float32Array(6), alert: false });
  }
}

const wave = (count: number, mean: number) =>
  Array.from({ length: count }, (_, i) => mean + Math.sin(i * 12.9898) * 0.5);
const signals = async (station: string) =>
  (await drift.find(station))!.state['signals'] as DriftStatus[];
const scores = async (station: string) =>
  (await signals(station)).find(({ signal }) => signal === 'scores')!;

test('scores that rise are told once; each inspection counts once, whoever watches', async () => {
  const model = await stationWithModel('rising');
  await inspected('rising', model, wave(200, 1));
  await watch().lookAtAll();
  expect(await scores('rising')).toMatchObject({ parts: 200, drifting: false });
  await Promise.all([watch().lookAtAll(), watch().lookAtAll()]);
  expect((await scores('rising')).parts).toBe(200);
  await inspected('rising', model, wave(60, 2));
  await watch().lookAtAll();
  await watch().lookAtAll();
  expect(await scores('rising')).toMatchObject({ drifting: true });
  expect(told.map(({ signal }) => signal)).toEqual(['scores']);
  expect(told[0]!.text).toMatch(/scores of good parts .* higher/);
});

test('a new active model starts the watch anew; what the old one judged does not count', async () => {
  const first = await stationWithModel('renewed');
  await inspected('renewed', first, [...wave(100, 1), ...wave(60, 3)]);
  await watch().lookAtAll();
  expect((await scores('renewed')).drifting).toBe(true);
  const second = await activate('renewed', 2);
  await inspected('renewed', first, wave(5, 9));
  await inspected('renewed', second, wave(40, 1));
  await watch().lookAtAll();
  expect(await scores('renewed')).toMatchObject({ parts: 40, drifting: false });
});

test('figures over time come from the inspections; observed parts beside them', async () => {
  const model = await stationWithModel('figures');
  await inspected('figures', model, [1, 2, 3, 4]);
  const from = new Date(Date.now() - 24 * 3_600_000);
  const windows = await drift.windows('figures', from, 60);
  expect(windows.reduce((sum, { frames }) => sum + frames, 0)).toBe(4);
  expect(windows[0]).toMatchObject({ alarms: 0, invalid: 0, focus: null });
  expect(await drift.observed('figures', from)).toEqual({ parts: 4, alarms: 0 });
});
