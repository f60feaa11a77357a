import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import {
  type DriftSettings,
  driftSettings,
  type DriftStatus,
  type Inspection,
  type LiveEvent,
} from '#contracts';
import { systemClock, Metrics } from '#telemetry';
import {
  Activations,
  Database,
  Drift,
  DriftWindows,
  Embeddings,
  Frames,
  Inspections,
  Models,
  openBlobs,
  Stations,
} from '#storage';
import type { DriftDocument } from '../../../apps/watcher/src/drift/drift-document.js';
import { DriftReferences } from '../../../apps/watcher/src/drift/drift-references.js';
import { DriftNews } from '../../../apps/watcher/src/drift/drift-news.js';
import { DriftWatch } from '../../../apps/watcher/src/drift/drift-watch.js';
import {
  askedNow,
  settingsWith,
  someFrame,
  someInspection,
  someModel,
} from '../../support/records.js';
import { ownDatabase, type TestService } from '../../support/services.js';

let postgres: TestService;
let database: Database;
let folder: string;
let stations: Stations;
let drift: Drift;
let told: DriftStatus[];
beforeAll(async () => {
  postgres = await ownDatabase();
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

/** A watch, and what it tells; another one is another process. No backbone is there: no embeddings are compared. */
function watch(metrics = new Metrics()): DriftWatch {
  const events = {
    publish: (event: LiveEvent) => {
      if (event.type === 'drift') told.push(event.drift);
      return Promise.resolve('0-0');
    },
  };
  const references = new DriftReferences(drift, { backboneFolders: [] });
  const models = new Models(database);
  const news = new DriftNews(drift, events as never, metrics, systemClock);
  return new DriftWatch(drift, references, stations, models, news, systemClock);
}

const settings = driftSettings.parse({ partsBetweenFalseAlarms: 1000 });

async function stationWithModel(id: string, changes: Partial<DriftSettings> = {}): Promise<string> {
  await stations.put(id, settingsWith({ drift: { ...settings, ...changes } }));
  return activate(id, 1);
}

async function activate(id: string, version: number): Promise<string> {
  const model = someModel(id, version);
  await new Models(database).insert(model);
  await new Activations(database).ask(id, model.id, askedNow());
  return model.id;
}

let minutesAgo = 600;
/** Inspections of good parts, one a second, each a part of its own without an id. */
async function inspected(
  station: string,
  model: string,
  scores: readonly number[],
  changes: Partial<Inspection> = {},
): Promise<void> {
  minutesAgo -= 20;
  const start = Date.now() - minutesAgo * 60_000;
  for (const [i, imageScore] of scores.entries()) {
    const frame = someFrame({ station });
    const inspection = someInspection(frame, {
      verdict: 'ok',
      imageScore,
      model: { id: model, version: 1 },
      inspectedAt: new Date(start + i * 1000).toISOString(),
      ...changes,
    });
    await new Frames(database).accept(frame);
    await new Inspections(database).record({ inspection, map: new Float32Array(6), alert: false });
  }
}

const wave = (count: number, mean: number) =>
  Array.from({ length: count }, (_, i) => mean + Math.sin(i * 12.9898) * 0.5);
const document = async (station: string) => (await drift.find(station))!.state as DriftDocument;
const scores = async (station: string) =>
  (await document(station)).signals.find(({ signal }) => signal === 'scores')!;

test('scores that rise are told once, and once more when they are well; each inspection counts once, whoever watches', async () => {
  const model = await stationWithModel('rising');
  await inspected('rising', model, wave(200, 1));
  await watch().lookAtAll();
  expect(await scores('rising')).toMatchObject({ parts: 200, drifting: false });
  await Promise.all([watch().lookAtAll(), watch().lookAtAll()]);
  expect((await scores('rising')).parts).toBe(200);
  await inspected('rising', model, wave(60, 2));
  await watch().lookAtAll();
  await watch().lookAtAll();
  expect(await scores('rising')).toMatchObject({ drifting: true, parts: 260 });
  expect(told.map(({ signal }) => signal)).toEqual(['scores']);
  expect(told[0]!.text).toMatch(/good parts score \d+ % higher than at calibration/);
  await inspected('rising', model, wave(200, 1));
  await watch().lookAtAll();
  expect(told.map(({ drifting }) => drifting)).toEqual([true, false]);
});

test('a watch that dies before its step is stored leaves it to the next one: nothing counts twice, nothing is lost', async () => {
  const model = await stationWithModel('killed');
  await inspected('killed', model, wave(30, 1));
  await watch().lookAtAll();
  await inspected('killed', model, wave(40, 1));
  const read: number[] = [];
  await expect(
    drift.advance(
      'killed',
      async (stored, step) => {
        read.push((await step.read(stored!.cursor, new Date(), 500)).length);
        await step.keepWindows({ from: new Date(0), until: new Date() }, () => null);
        throw new Error('killed');
      },
      new Date(),
    ),
  ).rejects.toThrow('killed');
  expect(read).toEqual([40]);
  expect((await scores('killed')).parts).toBe(30);
  await watch().lookAtAll();
  expect((await scores('killed')).parts).toBe(70);
});

test('two watches at the same moment: one reads, the other leaves it alone', async () => {
  const model = await stationWithModel('shared');
  await inspected('shared', model, wave(40, 1));
  let release: () => void = () => undefined;
  const held = new Promise<void>((resolve) => (release = resolve));
  const first = drift.advance('shared', () => held.then(() => null), new Date());
  await watch().lookAtAll();
  expect(await drift.find('shared')).toBeNull();
  release();
  await first;
  await watch().lookAtAll();
  expect((await scores('shared')).parts).toBe(40);
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

test('golden parts and frames of a camera at fault do not count; of what is inspected while it is off, nothing later', async () => {
  const model = await stationWithModel('sorted-out');
  await inspected('sorted-out', model, wave(25, 1));
  await inspected('sorted-out', model, wave(10, 9), { goldenPart: 'bad-1' });
  await inspected('sorted-out', model, wave(10, 9), { verdict: 'invalid' });
  await watch().lookAtAll();
  expect((await document('sorted-out')).line!.parts).toBe(25);
  await stations.patch('sorted-out', { drift: { ...settings, enabled: false } });
  await watch().lookAtAll();
  expect(await document('sorted-out')).toMatchObject({ line: null, signals: [] });
  await inspected('sorted-out', model, wave(30, 9));
  await watch().lookAtAll();
  await stations.patch('sorted-out', { drift: settings });
  await watch().lookAtAll();
  expect((await document('sorted-out')).line!.parts).toBe(0);
});

test("more alarms than accepted are the line's own decision; promise and practice are shown", async () => {
  const model = await stationWithModel('alarming');
  const some = wave(120, 1).map((score, i) => (i % 4 === 3 ? 5 : score));
  for (const [i, score] of some.entries())
    if (i % 40 === 0) {
      const chunk = some.slice(i, i + 40);
      await inspected(
        'alarming',
        model,
        chunk.filter((s) => s < 5),
      );
      await inspected('alarming', model, chunk.filter((s) => s === 5), { verdict: 'defect' }); // prettier-ignore
      expect(score).toBeLessThan(5);
    }
  const metrics = new Metrics();
  await watch(metrics).lookAtAll();
  const { signals, observed } = await document('alarming');
  expect(observed).toEqual({ rate: 0.25, parts: 120 });
  const alarms = signals.find(({ signal }) => signal === 'alarm-rate')!;
  // The model itself is expected to reject one part of eleven.
  expect(alarms).toMatchObject({ drifting: true, usual: 1 / 11, now: 0.25 });
  const text = await metrics.render();
  expect(text).toContain('touchstone_drifting{station="alarming",signal="alarm-rate"} 1');
  expect(text).toContain('touchstone_observed_alarm_rate{station="alarming"} 0.25');
  expect(text).toContain('touchstone_model_provisional{station="alarming"} 1');
});

test('figures over time are kept by stretches, each once, and live ones come from the inspections', async () => {
  const model = await stationWithModel('figures');
  await inspected('figures', model, wave(900, 1), { quality: null });
  await inspected('figures', model, [2, 2, 2]);
  await watch().lookAtAll();
  await watch().lookAtAll();
  const windows = new DriftWindows(database);
  const from = new Date(Date.now() - 24 * 3_600_000);
  const kept = await windows.kept('figures', from);
  const live = await windows.live('figures', from, 10);
  expect(live.reduce((sum, { frames }) => sum + frames, 0)).toBe(903);
  // The stretch that the last inspection lies in may get more of them.
  expect(kept).toEqual(live.slice(0, -1));
  expect(kept.length).toBeGreaterThan(0);
  expect(kept[0]).toMatchObject({ alarms: 0, invalid: 0, focus: null });
  expect(kept[0]!.score.q50).toBeCloseTo(1, 0);
});

test('embeddings that were kept come with their inspections, made with what', async () => {
  const model = await stationWithModel('embedded');
  await inspected('embedded', model, [1, 2]);
  const page = await new Inspections(database).list({ station: 'embedded', limit: 9 });
  const { frameId, inspectedAt } = page.items[0]!;
  const embeddings = new Embeddings(database, openBlobs(pathToFileURL(folder).href));
  const image = Float32Array.of(1, 2, 3);
  const grid = { rows: 1, columns: 1, dimensions: 1 };
  await embeddings.put({ frameId, station: 'embedded', backbone: 'view', inspectedAt: new Date(inspectedAt), ...grid, image }, Buffer.alloc(2)); // prettier-ignore
  let found: unknown[] = [];
  const look = async (
    _: unknown,
    step: { read: (a: null, b: Date, c: number) => Promise<{ embedding: unknown }[]> },
  ) => {
    // prettier-ignore
    found = (await step.read(null, new Date(), 10)).map(({ embedding }) => embedding);
    return null;
  };
  await drift.advance('embedded', look, new Date());
  expect(found).toEqual([null, { image, madeWith: 'view' }]);
});
