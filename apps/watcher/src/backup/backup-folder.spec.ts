import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { BackupFolder } from './backup-folder.js';

const above = await mkdtemp(join(tmpdir(), 'touchstone-backup-folder-'));
afterAll(() => rm(above, { recursive: true, force: true }));

test('whole backups are found by the time in their names, the oldest go, and other files stay', async () => {
  const path = join(above, 'one');
  const folder = new BackupFolder(path);
  expect(await folder.whole()).toEqual([]);
  for (const hour of [1, 3, 2, 4]) {
    const next = await folder.next(new Date(Date.UTC(2026, 0, 31, hour, 5, 9, 700)));
    expect(next).toBe(join(path, `touchstone-2026-01-31T0${hour}-05-09Z.backup`));
    await writeFile(next, 'x'.repeat(hour));
  }
  await writeFile(join(path, 'monday.backup'), '');
  expect((await folder.whole()).map(({ at, bytes }) => [at.toISOString(), bytes])).toEqual([
    ['2026-01-31T01:05:09.000Z', 1],
    ['2026-01-31T02:05:09.000Z', 2],
    ['2026-01-31T03:05:09.000Z', 3],
    ['2026-01-31T04:05:09.000Z', 4],
  ]);
  await folder.keep(2);
  expect(await readdir(path)).toEqual([
    'monday.backup',
    'touchstone-2026-01-31T03-05-09Z.backup',
    'touchstone-2026-01-31T04-05-09Z.backup',
  ]);
});

test('an interrupted backup is the next one', async () => {
  const path = join(above, 'other');
  const folder = new BackupFolder(path);
  const first = await folder.next(new Date('2026-01-31T01:00:00Z'));
  await writeFile(`${first}.partial`, '');
  await writeFile(`${first}.partial.blobs`, '');
  expect(await folder.next(new Date('2026-01-31T02:00:00Z'))).toBe(first);
  expect(await folder.whole()).toEqual([]);
});
