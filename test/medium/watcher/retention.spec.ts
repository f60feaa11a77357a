import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { retentionSettings, type Verdict } from '#contracts';
import { Alerts, type Blobs, Database, Embeddings, Frames, Inspections, KeptPictures, openBlobs, OrphanedBlobs, Reviews, Stations } from '#storage'; // prettier-ignore
import { Metrics, systemClock } from '#telemetry';
import { DiskWatch } from '../../../apps/watcher/src/retention/disk-watch.js';
import { OrphanWatch } from '../../../apps/watcher/src/retention/orphan-watch.js';
import { Retention } from '../../../apps/watcher/src/retention/retention.js';
import { StationBounds } from '../../../apps/watcher/src/retention/station-bounds.js';
import { settingsWith, someFrame, someInspection } from '../../support/records.js';
import { ownDatabase, type TestService } from '../../support/services.js';

const now = new Date('2026-06-01T12:00:00.000Z');
const dayMs = 24 * 3_600_000;
const size = 1_000;
let postgres: TestService;
let database: Database;
let blobs: Blobs;
let folder: string;
let frames: Frames;
let pictures: KeptPictures;
let metrics: Metrics;

beforeEach(async () => {
  postgres = await ownDatabase();
  database = new Database({ url: postgres.url, onTrouble: () => undefined });
  await database.prepare();
  folder = await mkdtemp(join(tmpdir(), 'touchstone-retention-'));
  blobs = openBlobs(pathToFileURL(folder).href);
  frames = new Frames(database);
  pictures = new KeptPictures(database, blobs);
  metrics = new Metrics();
  await new Stations(database, blobs).put('line-1', settingsWith({}));
});
afterEach(async () => {
  await database.close();
  await postgres.stop();
  await rm(folder, { recursive: true, force: true });
});

/** An inspected frame that was accepted so many days ago, with its picture, its embedding and, for a defect, its alert. */
async function inspected(daysAgo: number, verdict: Verdict = 'ok', bytes = size): Promise<string> {
  const acceptedAt = new Date(now.getTime() - daysAgo * dayMs);
  const frame = { ...someFrame(), acceptedAt, bytes };
  await blobs.put(frame.blob, Buffer.alloc(size));
  await frames.accept(frame);
  const inspectedAt = acceptedAt.toISOString();
  const inspection = someInspection(frame, { inspectedAt, verdict });
  const alert = verdict === 'defect';
  await new Inspections(database).record({ inspection, map: new Float32Array(6), alert });
  await new Embeddings(database, blobs).put(
    {
      frameId: frame.id,
      station: 'line-1',
      backbone: 'b',
      inspectedAt: acceptedAt,
      rows: 1,
      columns: 2,
      dimensions: 3,
      image: Float32Array.of(1, 0.5),
    },
    new Uint8Array(12),
  );
  return frame.id;
}

const bounds = (settings: object) =>
  new StationBounds(pictures, metrics).apply('line-1', retentionSettings.parse(settings), now);

/** The ids of those of these frames whose picture is on the disk; records and disk must agree on it. */
async function kept(...ids: string[]): Promise<string[]> {
  const there: string[] = [];
  for (const id of ids) {
    const frame = await frames.get(id);
    const onDisk = await blobs.exists(frame.blob);
    expect(frame.pictureDeletedAt === null).toBe(onDisk);
    if (onDisk) there.push(id);
  }
  return there;
}

test('without a bound nothing is deleted', async () => {
  const ids = [await inspected(900), await inspected(1)];
  await bounds({});
  expect(await kept(...ids)).toEqual(ids);
});

test('pictures of each verdict go at their own age; their inspections stay, and who asks for the picture is told', async () => {
  const old = await inspected(40);
  const young = await inspected(20);
  const doubtful = await inspected(40, 'review');
  await bounds({ ok: { days: 30 }, review: { days: 60 } });
  expect(await kept(old, young, doubtful)).toEqual([young, doubtful]);
  expect((await frames.read(old)).inspection?.verdict).toBe('ok');
  expect((await frames.read(old)).pictureDeletedAt).toBe(now.toISOString());
  await expect(frames.withPicture(old)).rejects.toMatchObject({
    code: 'picture-deleted',
    status: 410,
  });
  expect((await frames.withPicture(young)).id).toBe(young);
});

test('what people hold is never deleted: answers, open alerts, golden parts', async () => {
  const open = await inspected(90, 'defect');
  const acknowledged = await inspected(91, 'defect');
  const answered = await inspected(92);
  const free = await inspected(93);
  await new Alerts(database).acknowledge(acknowledged, {
    auditId: systemClock.newId(),
    by: 'anna',
    at: now,
  });
  const asked = { answer: 'ok', note: '', by: 'anna', frameId: answered, at: now } as const;
  const ids = { id: systemClock.newId(), auditId: systemClock.newId() };
  await new Reviews(database).answer({ ...asked, ...ids }, () => ({
    effect: 'none',
    detail: null,
  }));
  const all = { days: 1, most: 0 };
  await bounds({
    ok: all,
    review: all,
    defect: all,
    invalid: all,
    gigabytes: 0.001,
    recordDays: 1,
  });
  expect(await kept(open, answered)).toEqual([open, answered]);
  for (const gone of [acknowledged, free]) expect(await frames.find(gone)).toBeNull();
});

test('beyond their number the oldest go', async () => {
  const ids = [await inspected(5), await inspected(4), await inspected(3), await inspected(2)];
  await bounds({ ok: { most: 2 } });
  expect(await kept(...ids)).toEqual(ids.slice(2));
});

test('beyond the bytes of the station the least valuable go first, the oldest of them before the others', async () => {
  const ids = [];
  for (let day = 24; day > 0; day -= 1) ids.push(await inspected(day, 'ok', 100_000));
  const doubtful = await inspected(400, 'review', 100_000);
  await bounds({ gigabytes: 0.001 });
  expect(await kept(...ids, doubtful)).toEqual([...ids.slice(15), doubtful]);
  expect(await pictures.bytesOf('line-1')).toBe(1_000_000);
});

test('of the pictures of ok parts one in n stays, the same ones each time, and none of the last hour goes', async () => {
  const ids = [];
  for (let i = 0; i < 120; i += 1) ids.push(await inspected(1 + i / 1_000));
  const fresh = await inspected(1 / 48);
  await bounds({ okOneIn: 4 });
  const left = await kept(...ids);
  expect(left.length).toBeGreaterThan(12);
  expect(left.length).toBeLessThan(60);
  await bounds({ okOneIn: 4 });
  expect(await kept(...ids, fresh)).toEqual([...left, fresh]);
});

test('records go with picture and embedding when they are old enough, and no file is left behind', async () => {
  await inspected(400);
  const young = await inspected(10);
  await bounds({ recordDays: 365 });
  const files = await readdir(folder, { recursive: true, withFileTypes: true });
  expect(files.filter((file) => file.isFile())).toHaveLength(2);
  expect(await kept(young)).toEqual([young]);
});

test('a full disk takes the oldest ok pictures first, then the others, and says so when only held ones are left', async () => {
  const doubtful = await inspected(50, 'review');
  const ok = await inspected(1);
  const space = { totalBytes: 100 * size, freeBytes: 4 * size + 500 };
  const full: Blobs = Object.assign(Object.create(blobs) as Blobs, {
    space: () => Promise.resolve(space),
  });
  const watch = new DiskWatch(full, pictures, metrics, { diskReserve: { share: 0.05 } });
  await watch.keepReserve(now);
  expect(await kept(doubtful, ok)).toEqual([doubtful]);
  space.freeBytes = 0;
  await watch.keepReserve(now);
  expect(await kept(doubtful, ok)).toEqual([]);
  expect(await metrics.registry.getSingleMetricAsString('touchstone_pictures_deleted_total')).toContain('reason="reserve"} 2'); // prettier-ignore
});

test('a picture that was marked when its watcher was killed is deleted by the next one', async () => {
  const id = await inspected(2);
  const { blob } = await frames.get(id);
  await bounds({ ok: { days: 1 } });
  await blobs.put(blob, Buffer.alloc(size));
  const stations = new Stations(database, blobs);
  const at = { now: () => new Date(now.getTime() + 60_000), newId: () => systemClock.newId() };
  const disk = new DiskWatch(blobs, pictures, metrics, { diskReserve: { bytes: 0 } });
  const watch = new StationBounds(pictures, metrics);
  const orphans = new OrphanWatch(new OrphanedBlobs(database, blobs), metrics);
  await new Retention(stations, pictures, watch, disk, orphans, at).handle();
  expect(await blobs.exists(blob)).toBe(false);
});

test('growth is what came in less what went', async () => {
  await inspected(0.5);
  await inspected(0.4);
  await inspected(30);
  const yesterday = new Date(now.getTime() - dayMs);
  expect(await pictures.grownSince(yesterday)).toBe(2 * size);
  await bounds({ ok: { days: 10 } });
  expect(await pictures.grownSince(yesterday)).toBe(size);
});

test('a blob that no row names goes after a day of grace; one that got its row meanwhile, and all others, stay', async () => {
  const kept = await inspected(3);
  const keys = async () => {
    const found: string[] = [];
    for await (const { key } of blobs.list(new Set())) found.push(key);
    return found.sort();
  };
  const late = { ...someFrame(), acceptedAt: now };
  const lost = ['frames/line-1/2026-01-01/x', 'normals/gone/y', 'embeddings/line-1/2026-01-01/z'];
  const others = ['models/line-1/m/bank.safetensors', 'analyses/line-1/a', 'store/identity'];
  for (const key of [...lost, ...others, late.blob]) await blobs.put(key, Buffer.alloc(1));
  const before = await keys();
  const orphans = new OrphanedBlobs(database, blobs);
  const sweep = (hours: number) => {
    const at = new Date(now.getTime() + hours * 3_600_000);
    return orphans.sweep(at, new Date(at.getTime() - dayMs));
  };
  expect(await sweep(0)).toBe(0);
  expect(await sweep(23)).toBe(0);
  expect(await keys()).toEqual(before);
  await frames.accept(late);
  expect(await sweep(25)).toBe(3);
  expect(await keys()).toEqual(before.filter((key) => !lost.includes(key)));
  expect((await frames.get(kept)).blob).toSatisfy((blob: string) => before.includes(blob));
  expect(await sweep(50)).toBe(0);
});
