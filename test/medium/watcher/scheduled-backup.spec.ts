import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { checkBackup } from '#backup';
import { Stations } from '#storage';
import { Metrics, systemClock } from '#telemetry';
import { ScheduledBackup } from '../../../apps/watcher/src/backup/scheduled-backup.js';
import { readSettings } from '../../../apps/watcher/src/settings.js';
import { emptyPlace, type EmptyPlace } from '../../support/backups.js';
import { settingsWith } from '../../support/records.js';

let place: EmptyPlace;
let folder: string;
let metrics: Metrics;
let now: Date;

beforeEach(async () => {
  place = await emptyPlace();
  folder = join(place.dataFolder, 'backups');
  metrics = new Metrics();
  now = new Date('2026-06-01T12:00:00.000Z');
  await new Stations(place.database, place.blobs).put('line-1', settingsWith({}));
});
afterEach(() => place.stop());

/** A watcher's schedule of every two hours that keeps two, by this test's clock. */
function schedule(changes: Record<string, string> = {}): ScheduledBackup {
  const settings = readSettings({
    REDIS_URL: 'redis://127.0.0.1:1',
    DATABASE_URL: place.databaseUrl,
    TOUCHSTONE_DATA: place.dataFolder,
    TOUCHSTONE_BLOBS: pathToFileURL(join(place.dataFolder, 'blobs')).href,
    TOUCHSTONE_BACKUP_FOLDER: folder,
    TOUCHSTONE_BACKUP_EVERY_HOURS: '2',
    TOUCHSTONE_BACKUP_KEEP: '2',
    TOUCHSTONE_BACKUP_PASSPHRASE: 'correct horse',
    ...changes,
  });
  return new ScheduledBackup(settings, { ...systemClock, now: () => now }, metrics);
}

const later = (hours: number) => (now = new Date(now.getTime() + hours * 3_600_000));

async function shown(name: string): Promise<number> {
  const line = (await metrics.render()).split('\n').find((one) => one.startsWith(`${name} `));
  return Number(line?.split(' ').at(-1));
}

test('a backup is written when the last is old enough, the oldest go, and the metrics tell of the last', async () => {
  const watcher = schedule();
  await watcher.handle();
  const [first] = await readdir(folder);
  expect(first).toBe('touchstone-2026-06-01T12-00-00Z.backup');
  later(1);
  await watcher.handle();
  expect(await readdir(folder)).toEqual([first]);
  for (let round = 0; round < 2; round += 1) {
    later(2);
    await watcher.handle();
  }
  const kept = await readdir(folder);
  expect(kept).toEqual([
    'touchstone-2026-06-01T15-00-00Z.backup',
    'touchstone-2026-06-01T17-00-00Z.backup',
  ]);
  const found = await checkBackup(join(folder, kept[1]!), 'correct horse', () => undefined);
  expect(found).toMatchObject({ rows: { stations: 1 }, head: { encrypted: true } });
  expect(await shown('touchstone_backup_last_timestamp_seconds')).toBe(now.getTime() / 1000);
  expect(await shown('touchstone_backup_last_bytes')).toBe(found.bytes);
  expect(await shown('touchstone_backup_every_seconds')).toBe(7_200);
  expect(await shown('touchstone_backups_total{outcome="done"}')).toBe(3);
});

test('one that fails is counted, the whole ones stay, and the next round is tried again', async () => {
  await schedule().handle();
  later(3);
  const away = schedule({ DATABASE_URL: 'postgres://nobody@127.0.0.1:1/none' });
  await away.handle();
  expect(await shown('touchstone_backups_total{outcome="failed"}')).toBe(1);
  expect(await readdir(folder)).toEqual(['touchstone-2026-06-01T12-00-00Z.backup']);
  await schedule().handle();
  expect(await readdir(folder)).toContain('touchstone-2026-06-01T15-00-00Z.backup');
});

test('a watcher that is told to end stops between two entries, and the next one ends the backup', async () => {
  const ending = schedule();
  ending.stop();
  await ending.handle();
  expect(await shown('touchstone_backups_total{outcome="failed"}')).toBeNaN();
  expect((await readdir(folder)).filter((name) => name.endsWith('.backup'))).toEqual([]);
  await schedule().handle();
  expect(await readdir(folder)).toEqual(['touchstone-2026-06-01T12-00-00Z.backup']);
});
