import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { databaseName } from '#backup';
import { AuditProof, Frames, Jobs, knownMigrations, RecordsLoad, Stations } from '#storage';
import { systemClock } from '#telemetry';
import { backUp, emptyPlace, type EmptyPlace, restoreInto } from '../../support/backups.js';
import { settingsWith, someFrame } from '../../support/records.js';
import { command } from '../../support/services/own-database.js';

let folder: string;
const places: EmptyPlace[] = [];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'touchstone-restores-'));
});
afterEach(async () => {
  for (const place of places.splice(0)) await place.stop();
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function newPlace(): Promise<EmptyPlace> {
  const place = await emptyPlace();
  places.push(place);
  return place;
}

/** A place with a station and a frame whose picture says whose it is. */
async function filled(name: string): Promise<{ place: EmptyPlace; file: string; frame: string }> {
  const place = await newPlace();
  await new Stations(place.database, place.blobs).put('line-1', settingsWith({}));
  const frame = someFrame();
  await place.blobs.put(frame.blob, Buffer.from(name));
  await new Frames(place.database).accept(frame);
  const file = join(folder, `${name}-${systemClock.newId()}`);
  await backUp(place, file);
  return { place, file, frame: frame.id };
}

test('what is not empty is refused by name, and emptied when it was named', async () => {
  const { file, frame } = await filled('one');
  const other = await filled('other');
  const into = (replace: string[]) => restoreInto(other.place, file, { replace });
  const database = databaseName(other.place.databaseUrl);
  await expect(into([])).rejects.toThrow(`the database ${database} is not empty`);
  const store = join(other.place.dataFolder, 'blobs');
  await expect(into([database])).rejects.toThrow(`the blob store ${store} is not empty`);
  // What was refused changed nothing.
  expect(await new Frames(other.place.database).find(other.frame)).not.toBeNull();
  await into([database, store]);
  expect(await new Frames(other.place.database).find(other.frame)).toBeNull();
  const { blob } = await new Frames(other.place.database).get(frame);
  expect((await other.place.blobs.get(blob)).toString()).toBe('one');
  const left: string[] = [];
  for await (const { key } of other.place.blobs.list(new Set(['store']))) left.push(key);
  expect(left).toEqual([blob]);
});

test('a restore that ended in between is done again', async () => {
  const { file, frame } = await filled('one');
  const place = await newPlace();
  const failing = restoreInto(place, file, {
    onStep: ({ what }) => {
      if (what === 'restoring rows') throw new Error('the power went');
    },
  });
  await expect(failing).rejects.toThrow('the power went');
  expect(await new Stations(place.database, place.blobs).record('line-1')).toBeNull();
  await restoreInto(place, file);
  expect(await new Frames(place.database).find(frame)).not.toBeNull();
});

test('the rows of an older schema are brought up to this one', async () => {
  const place = await newPlace();
  const load = await RecordsLoad.open(place.databaseUrl);
  await load.begin(5);
  await load.commit();
  await load.close();
  const [calibration, frame] = [systemClock.newId(), systemClock.newId()];
  await command(
    place.databaseUrl,
    `INSERT INTO stations VALUES ('line-1', '{}', NULL, now(), now());
     INSERT INTO frames (id, station, state, accepted_at, bytes, width, height, media_type, sha256, blob)
       VALUES ('${frame}', 'line-1', 'failed', now(), 1, 1, 1, 'image/png', '', 'frames/line-1/x');
     INSERT INTO calibrations (id, station, state, activate, normals, requested_at, why)
       VALUES ('${calibration}', 'line-1', 'done', true, 7, now(), E'a tab\\t, a line\\n and a \\\\')`,
  );
  await place.blobs.put('frames/line-1/x', Buffer.from('x'));
  const file = join(folder, 'older');
  await backUp(place, file);
  const into = await newPlace();
  expect(await restoreInto(into, file)).toMatchObject({ upgraded: knownMigrations().length - 5 });
  const job = await new Jobs(into.database).get('calibrate', calibration);
  expect(job).toMatchObject({
    kind: 'calibration',
    state: 'done',
    why: 'a tab\t, a line\n and a \\',
  });
  expect(await new AuditProof(into.database).verify()).toMatchObject({ intact: true, entries: 1 });
  await into.database.prepare();
});

test('a backup of a newer version is refused by the names of what is unknown here', async () => {
  const { place } = await filled('one');
  await command(place.databaseUrl, "INSERT INTO migrations VALUES (9999, 'from-the-future')");
  const file = join(folder, 'newer');
  await backUp(place, file);
  const restored = restoreInto(await newPlace(), file);
  await expect(restored).rejects.toMatchObject({ code: 'records-newer' });
  await expect(restored).rejects.toThrow('from-the-future');
});

test('a database with tables of another program is left alone', async () => {
  const { file } = await filled('one');
  const place = await newPlace();
  await command(place.databaseUrl, 'DROP TABLE migrations CASCADE');
  await command(place.databaseUrl, 'CREATE TABLE not_ours (n int)');
  const restored = restoreInto(place, file);
  await expect(restored).rejects.toMatchObject({ code: 'restore-not-empty' });
});
