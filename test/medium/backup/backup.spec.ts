import { createHash, randomBytes } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { checkBackup } from '#backup';
import { AuditProof, Frames, Reviews, StoreIdentity } from '#storage'; // prettier-ignore
import { systemClock } from '#telemetry';
import { backUp, emptyPlace, type EmptyPlace, type Place, restoreInto } from '../../support/backups.js'; // prettier-ignore
import { type Line, startLine } from '../../support/line.js';
import { paintedPart } from '../../support/painted-parts.js';
import { replayedScores } from '../../support/replayed-scores.js';
import { ownRedis } from '../../support/services.js';
import { startCalibrator, startWorker } from '../../support/started-apps.js';
import { sweepNow } from '../../support/sweep.js';
import { until } from '../../support/until.js';

const nothing = () => undefined;
let folder: string;
let line: Line;
let source: Place;
let inspected: string[];
const places: EmptyPlace[] = [];

/** A station with a learned model, inspected frames, an answer and an audit trail. */
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'touchstone-backups-'));
  line = await startLine();
  source = { databaseUrl: line.postgres.url, dataFolder: line.dataFolder };
  await line.putStation('line-1');
  const calibrator = await startCalibrator(line.environment);
  for (let seed = 1; seed <= 12; seed++) await line.addNormal(await paintedPart(seed));
  const calibration = await line.requestCalibration();
  await until(async () => (await line.calibration(calibration)).endedAt);
  await calibrator.stop();
  const worker = await startWorker(line.environment);
  const parts = Array.from({ length: 6 }, (_, seed) =>
    paintedPart(100 + seed, { stain: seed === 5 }),
  );
  inspected = await Promise.all(parts.map(async (part) => line.push(await part)));
  for (const id of inspected) await until(() => line.inspections.find(id));
  await worker.stop();
  const asked = { answer: 'ok', note: '', by: 'anna', at: systemClock.now() } as const;
  const ids = { id: systemClock.newId(), auditId: systemClock.newId(), frameId: inspected[0]! };
  await new Reviews(line.database).answer({ ...asked, ...ids }, () => ({ effect: 'none', detail: null })); // prettier-ignore
  // How the file of upgrade.spec.ts was made; after a release one more is kept (CONTRIBUTING.md).
  const kept = process.env['TOUCHSTONE_KEEP_BACKUP'];
  if (kept !== undefined) await backUp(source, kept);
});

afterEach(async () => {
  for (const place of places.splice(0)) await place.stop();
});

afterAll(async () => {
  await line.stop();
  await rm(folder, { recursive: true, force: true });
});

async function newPlace(): Promise<EmptyPlace> {
  const place = await emptyPlace();
  places.push(place);
  return place;
}

const newFile = () => join(folder, `${systemClock.newId()}.backup`);

async function countOf(place: Place & { database: Line['database'] }, table: string) {
  const { rows } = await place.database.ask((queries) =>
    queries.execute<{ rows: number }>(`SELECT count(*)::int AS rows FROM ${table}`),
  );
  return rows[0]!.rows;
}

test('a backup while frames come in is whole and of one moment; restored, every score is the same to the bit', async () => {
  const file = newFile();
  const coming = Array.from({ length: 30 }, (_, seed) => line.push(randomBytes(20_000 + seed)));
  const written = await backUp(source, file);
  await Promise.all(coming);
  expect(written.gone).toBe(0);
  const place = await newPlace();
  const restored = await restoreInto(place, file);
  expect(restored).toMatchObject({ blobs: written.blobs, audit: { intact: true, faults: [] } });
  for (const [table, rows] of Object.entries(restored.rows).filter(([name]) => name !== 'audit'))
    expect(await countOf(place, table), table).toBe(rows);
  const { rows: frames } = await place.database.ask((queries) =>
    queries.execute<{ blob: string; sha256: string }>('SELECT blob, sha256 FROM frames'),
  );
  expect(frames.length).toBeGreaterThanOrEqual(inspected.length);
  for (const { blob, sha256 } of frames)
    expect(
      createHash('sha256')
        .update(await place.blobs.get(blob))
        .digest('hex'),
    ).toBe(sha256);
  const scores = await replayedScores(line, inspected);
  expect(scores.every((score) => Number.isFinite(score))).toBe(true);
  expect(await replayedScores(place, inspected)).toEqual(scores);
});

test('the restored audit trail is the one of before and one entry more, and the store has an id of its own', async () => {
  const file = newFile();
  await backUp(source, file);
  const place = await newPlace();
  const { store } = await restoreInto(place, file);
  const before = await new AuditProof(line.database).verify();
  const after = await new AuditProof(place.database).verify();
  expect(after).toMatchObject({ intact: true, entries: before.entries + 1 });
  expect(after.heads).toEqual(expect.arrayContaining(before.heads));
  expect(after.heads.map(({ stationId }) => stationId)).toContain('*');
  const identity = new StoreIdentity(place.database, place.blobs, false);
  await identity.prove();
  expect(await identity.read()).toEqual({ expected: store, found: store });
  expect(await new StoreIdentity(line.database, line.blobs, false).read()).not.toMatchObject({ found: store }); // prettier-ignore
});

test('accepted frames without a verdict get it after the restore, from a Redis that knows nothing', async () => {
  const waiting = await line.push(await paintedPart(300));
  const file = newFile();
  await backUp(source, file);
  const place = await newPlace();
  await restoreInto(place, file);
  const redis = await ownRedis();
  const worker = await startWorker({
    ...line.environment,
    REDIS_URL: redis.url,
    DATABASE_URL: place.databaseUrl,
    TOUCHSTONE_DATA: place.dataFolder,
  });
  await sweepNow(worker.app);
  await until(async () => (await new Frames(place.database).get(waiting)).state === 'inspected');
  await worker.stop();
  await redis.stop();
});

test('a picture that was deleted meanwhile is told by its key, and the rest is restored', async () => {
  const lost = await line.push(randomBytes(100));
  const { blob } = await line.frames.get(lost);
  await line.blobs.delete(blob);
  const file = newFile();
  expect((await backUp(source, file)).gone).toBe(1);
  expect((await checkBackup(file, null, nothing)).gone).toEqual({ count: 1, keys: [blob] });
  const place = await newPlace();
  await restoreInto(place, file);
  await expect(place.blobs.get(blob)).rejects.toMatchObject({ code: 'blob-not-found' });
});

test('an interrupted backup goes on behind what is written, with the rows of its beginning', async () => {
  const file = newFile();
  const stop = new AbortController();
  let blobs = 0;
  const onStep = ({ what }: { what: string }) => {
    if (what === 'blobs' && (blobs += 1) === 5) stop.abort(new Error('the power went'));
  };
  const passphrase = 'correct horse';
  const first = backUp(source, file, { onStep, signal: stop.signal, passphrase });
  await expect(first).rejects.toThrow('the power went');
  // As after a power cut: the last entry is not whole.
  const cut = await readFile(`${file}.partial`);
  await writeFile(`${file}.partial`, cut.subarray(0, cut.length - 700));
  const late = await line.push(randomBytes(100));
  let again = 0;
  const count = ({ what }: { what: string }) => void (again += what === 'blobs' ? 1 : 0);
  const written = await backUp(source, file, { passphrase, onStep: count });
  expect(written).toMatchObject({ wentOn: true });
  expect(again).toBe(written.blobs + written.gone - 4);
  const place = await newPlace();
  await restoreInto(place, file, { passphrase });
  expect(await new Frames(place.database).find(late)).toBeNull();
  await expect(readFile(`${file}.partial.blobs`)).rejects.toThrow('ENOENT');
});

test('two runs do not write one file: the second is refused, and the first ends well', async () => {
  const file = newFile();
  let second: Promise<unknown> | undefined;
  const onStep = () => {
    second ??= expect(backUp(source, file)).rejects.toThrow(`another run writes ${file} just now`);
  };
  await backUp(source, file, { onStep });
  expect(second).toBeDefined();
  await second;
  await checkBackup(file, null, nothing);
});

test('what is damaged, cut short or locked is refused before anything is written', async () => {
  const [file, damaged] = [newFile(), newFile()];
  await backUp(source, file, { passphrase: 'correct horse' });
  const place = await newPlace();
  const locked = restoreInto(place, file, { passphrase: 'wrong horse' });
  await expect(locked).rejects.toMatchObject({ code: 'backup-locked' });
  const bytes = await readFile(file);
  await writeFile(damaged, bytes.subarray(0, bytes.length >> 1));
  const cut = restoreInto(place, damaged, { passphrase: 'correct horse' });
  await expect(cut).rejects.toMatchObject({ code: 'backup-damaged' });
  bytes[bytes.length >> 1]! ^= 1;
  await writeFile(damaged, bytes);
  const altered = restoreInto(place, damaged, { passphrase: 'correct horse' });
  // Where the byte lies says what is told: the name of the sealed part, or that the file is no file of this kind there.
  await expect(altered).rejects.toMatchObject({ code: 'backup-damaged' });
  expect(await countOf(place, 'stations')).toBe(0);
});

test('the name of the entry with the altered byte is told', async () => {
  const file = newFile();
  await backUp(source, file);
  const bytes = await readFile(file);
  const picture = await line.blobs.get((await line.frames.get(inspected[2]!)).blob);
  bytes[bytes.indexOf(picture) + 1000]! ^= 1;
  await writeFile(file, bytes);
  await expect(checkBackup(file, null, nothing)).rejects.toThrow(
    new RegExp(`the entry blobs/frames/line-1/\\d{4}-\\d\\d-\\d\\d/${inspected[2]} was altered`),
  );
});
