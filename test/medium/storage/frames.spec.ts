import type { InspectJob } from '#contracts';
import { systemClock } from '#telemetry';
import { Alerts, Database, Frames, Inspections, openBlobs, Stations } from '#storage';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { owedNow } from '../../support/owed.js';
import { settingsWith, someFrame, someInspection } from '../../support/records.js';
import { ownDatabase, type TestService } from '../../support/services.js';

const change = () => ({ auditId: systemClock.newId(), by: 'anna', at: systemClock.now() });

let postgres: TestService;
let database: Database;
const folder = await mkdtemp(join(tmpdir(), 'touchstone-blobs-'));
const blobs = openBlobs(pathToFileURL(folder).href);

beforeAll(async () => {
  postgres = await ownDatabase();
  database = new Database({ url: postgres.url, onTrouble: () => undefined });
  await database.prepare();
});

afterAll(async () => {
  await database.close();
  await postgres.stop();
});

beforeEach(async () => {
  await database.ask((queries) => queries.execute('DELETE FROM stations'));
  await stations().put('line-1', settingsWith());
});

const stations = () => new Stations(database, blobs);
const frames = () => new Frames(database);
const inspections = () => new Inspections(database);
const alerts = () => new Alerts(database);

test('accepting a frame twice, also at the same time, is accepting it once', async () => {
  const frame = someFrame({ partId: 'p1' });
  const all = await Promise.all([1, 2, 3].map(() => frames().accept(frame)));
  expect(all.filter((one) => one.fresh)).toHaveLength(1);
  expect(all.map((one) => one.frame.id)).toEqual([frame.id, frame.id, frame.id]);
  expect((await frames().read(frame.id)).partId).toBe('p1');
});

test('a frame of a station that went away is refused by name', async () => {
  await expect(frames().accept(someFrame({ station: 'gone' }))).rejects.toMatchObject({
    code: 'station-not-found',
  });
});

test('an inspection is recorded once, with its alert and the map as it was', async () => {
  const { frame } = await frames().accept(someFrame());
  const map = Float32Array.from([0.5, 1, 2, 3, 4.25, 6]);
  const first = await inspections().record({
    inspection: someInspection(frame),
    map,
    alert: true,
  });
  const again = await inspections().record({
    inspection: someInspection(frame, { imageScore: 99, verdict: 'ok' }),
    map: new Float32Array(6),
    alert: false,
  });
  expect([first.fresh, again.fresh]).toEqual([true, false]);
  expect(again.inspection).toEqual(first.inspection);
  expect(again.alert).toEqual(first.alert);
  expect(first.alert).toMatchObject({ id: frame.id, verdict: 'defect', delivery: 'none' });
  expect(await inspections().map(frame.id)).toEqual(map);
  expect(await frames().read(frame.id)).toMatchObject({
    state: 'inspected',
    inspection: { imageScore: 4.5 },
  });
});

test('many records of one frame at the same time make one inspection and one alert', async () => {
  const { frame } = await frames().accept(someFrame());
  const entry = { inspection: someInspection(frame), map: new Float32Array(6), alert: true };
  const all = await Promise.all(Array.from({ length: 8 }, () => inspections().record(entry)));
  expect(all.filter((one) => one.fresh)).toHaveLength(1);
  expect((await alerts().list({ limit: 10 })).items).toHaveLength(1);
});

test('an alert of a station with a webhook waits for its delivery', async () => {
  const webhook = { url: 'http://127.0.0.1:9/', secret: 'a long secret' };
  await stations().put('line-1', settingsWith({ webhook }));
  const { frame } = await frames().accept(someFrame());
  const entry = { inspection: someInspection(frame), map: new Float32Array(6), alert: true };
  expect((await inspections().record(entry)).alert?.delivery).toBe('pending');
  const owed = { frameId: frame.id, stationId: 'line-1', about: 'alert' };
  expect(await owedNow(database, 'alerts')).toEqual([owed]);
  await alerts().markDelivered(frame.id);
  expect((await alerts().get(frame.id)).delivery).toBe('delivered');
  expect(await owedNow(database, 'alerts')).toEqual([]);
});

test('an inspection of a frame that was deleted is refused by name, not worth a retry', async () => {
  const frame = someFrame();
  const entry = { inspection: someInspection(frame), map: new Float32Array(6), alert: true };
  await expect(inspections().record(entry)).rejects.toMatchObject({
    code: 'frame-not-found',
    retry: false,
  });
});

test('a failed frame is listed, put back once, and not put back twice', async () => {
  const { frame } = await frames().accept(someFrame());
  const failure = { code: 'image-damaged', detail: 'it ends early', attempts: 1 };
  expect(await frames().markFailed(frame.id, failure)).toBe(true);
  const failed = await frames().list({ state: 'failed', limit: 10 });
  expect(failed.items).toMatchObject([{ id: frame.id, failure }]);
  expect(await frames().putBack(frame.id, change())).toMatchObject({
    state: 'accepted',
    failure: null,
  });
  await expect(frames().putBack(frame.id, change())).rejects.toMatchObject({
    code: 'frame-not-failed',
  });
});

test('an inspected frame cannot be marked failed any more', async () => {
  const { frame } = await frames().accept(someFrame());
  const entry = { inspection: someInspection(frame), map: new Float32Array(6), alert: false };
  await inspections().record(entry);
  const failure = { code: 'internal', detail: '', attempts: 1 };
  expect(await frames().markFailed(frame.id, failure)).toBe(false);
});

test('pages of a list hold every row once, newest first, also where times are equal', async () => {
  const acceptedAt = systemClock.now();
  for (let index = 0; index < 7; index++)
    await frames().accept(
      someFrame({ acceptedAt: new Date(acceptedAt.getTime() - Math.floor(index / 3)) }),
    );
  const whole = (await frames().list({ limit: 100 })).items;
  const paged = [];
  let cursor: string | undefined;
  do {
    const page = await frames().list({ limit: 2, cursor });
    paged.push(...page.items);
    cursor = page.next ?? undefined;
  } while (cursor !== undefined);
  expect(whole).toHaveLength(7);
  expect(paged).toEqual(whole);
  const order = whole.map((frame) => `${frame.acceptedAt} ${frame.id}`);
  expect(order).toEqual([...order].sort().reverse());
});

test('a cursor that no list gave is refused', async () => {
  await expect(frames().list({ limit: 2, cursor: 'nonsense' })).rejects.toMatchObject({
    code: 'validation-failed',
  });
});

test('inspections are filtered by verdict, part, lot, station and time', async () => {
  const verdicts = ['ok', 'defect', 'review'] as const;
  for (const [index, verdict] of verdicts.entries()) {
    const { frame } = await frames().accept(someFrame({ partId: `p${index}`, lot: 'l1' }));
    await inspections().record({
      inspection: someInspection(frame, {
        verdict,
        inspectedAt: new Date(Date.UTC(2026, 0, 1 + index)).toISOString(),
      }),
      map: new Float32Array(6),
      alert: false,
    });
  }
  const count = async (query: object) =>
    (await inspections().list({ limit: 50, ...query })).items.length;
  expect(await count({})).toBe(3);
  expect(await count({ verdict: 'defect' })).toBe(1);
  expect(await count({ partId: 'p2' })).toBe(1);
  expect(await count({ lot: 'l1' })).toBe(3);
  expect(await count({ lot: 'l2' })).toBe(0);
  expect(await count({ station: 'line-2' })).toBe(0);
  expect(await count({ from: '2026-01-02T00:00:00Z' })).toBe(2);
  expect(await count({ from: '2026-01-02T00:00:00Z', until: '2026-01-03T00:00:00Z' })).toBe(1);
});

test('the backlog counts accepted frames by station; overdue ones are found by age', async () => {
  await stations().put('line-2', settingsWith());
  const old = new Date(Date.now() - 60_000);
  const first = await frames().accept(someFrame({ acceptedAt: old }));
  const second = await frames().accept(someFrame({ station: 'line-2', acceptedAt: old }));
  await frames().accept(someFrame());
  expect(Object.fromEntries(await frames().backlogs())).toEqual({ 'line-1': 2, 'line-2': 1 });
  const overdue = (await owedNow<InspectJob>(database, 'frames', 20_000)).map(
    ({ frameId }) => frameId,
  );
  expect(overdue.sort()).toEqual([first.frame.id, second.frame.id].sort());
});
