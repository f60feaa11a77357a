import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { type SetAside } from '#contracts';
import { systemClock } from '#telemetry';
import { Audit, Database, Normals, openBlobs, Quarantine, Stations } from '#storage';
import { settingsWith, someNormal } from '../../support/records.js';
import { ownDatabase, type TestService } from '../../support/services.js';

let postgres: TestService;
let database: Database;
let stations: Stations;
let normals: Normals;
let quarantine: Quarantine;
beforeAll(async () => {
  postgres = await ownDatabase();
  database = new Database({ url: postgres.url, onTrouble: () => undefined });
  await database.prepare();
  const folder = await mkdtemp(join(tmpdir(), 'touchstone-quarantine-'));
  stations = new Stations(database, openBlobs(pathToFileURL(folder).href));
  normals = new Normals(database);
  quarantine = new Quarantine(database);
});
afterAll(async () => {
  await database.close();
  await postgres.stop();
});

let number = 0;
let station: string;
let ids: string[];
beforeEach(async () => {
  station = `line-${++number}`;
  await stations.put(station, settingsWith());
  ids = [];
  for (let i = 0; i < 4; i++) ids.push((await normals.add(someNormal({ station }))).normal.id);
});

const extreme: SetAside = {
  reason: 'extreme',
  detail: 'Unlike the others.',
  value: 7,
  limit: 4,
  likeFrame: null,
};
const found = (...which: number[]) =>
  which.map((i) => ({ normalId: ids[i]!, findings: [extreme] }));
const decide = (i: number, decision: 'use' | 'keep-out', by = 'anna') =>
  quarantine.decide({
    station,
    normalId: ids[i]!,
    decision,
    by,
    note: 'seen',
    at: systemClock.now(),
    auditId: systemClock.newId(),
  });

test('what is set aside counts as waiting, teaches nothing, and is listed with its reasons', async () => {
  const moved = await quarantine.setAside(station, found(1, 2), systemClock.now());
  expect(moved.map(({ id, state }) => [id, state])).toEqual([
    [ids[1], 'quarantined'],
    [ids[2], 'quarantined'],
  ]);
  expect(await quarantine.counts(station)).toEqual({ in: 2, quarantined: 2, 'kept-out': 0 });
  expect(await normals.count(station)).toBe(2);
  expect(await stations.get(station)).toMatchObject({ normals: 2, quarantined: 2 });
  const { items } = await quarantine.list({ station, limit: 10 });
  expect(items.map(({ id }) => id).sort()).toEqual([ids[1], ids[2]].sort());
  expect(items[0]!.findings).toEqual([extreme]);
  const learning = await normals.list({ station, state: 'in', limit: 10 });
  expect(learning.items.map(({ id }) => id).sort()).toEqual([ids[0], ids[3]].sort());
  expect((await quarantine.waiting()).get(station)).toBe(2);
});

test('setting aside twice is setting aside once', async () => {
  await quarantine.setAside(station, found(0), systemClock.now());
  expect(await quarantine.setAside(station, found(0), systemClock.now())).toEqual([]);
});

test('a person decides, takes it back, and each word is in the audit trail once', async () => {
  await quarantine.setAside(station, found(0, 1), systemClock.now());
  expect(await decide(0, 'use')).toMatchObject({ state: 'in', decidedBy: 'anna', note: 'seen' });
  expect((await quarantine.used(station)).has(ids[0]!)).toBe(true);
  expect((await decide(0, 'use', 'ben')).decidedBy).toBe('anna');
  expect((await decide(0, 'keep-out', 'ben')).state).toBe('kept-out');
  expect(await quarantine.counts(station)).toEqual({ in: 2, quarantined: 1, 'kept-out': 1 });
  const { items } = await new Audit(database).list({ station, limit: 10 });
  expect(items.map(({ by, action, subject }) => [by, action, subject]).reverse()).toEqual([
    ['anna', 'normal-used', ids[0]],
    ['ben', 'normal-kept-out', ids[0]],
  ]);
  expect(items[0]!.detail).toMatchObject({ before: 'in', reasons: ['extreme'] });
});

test('what a person decided to use is never set aside again', async () => {
  await quarantine.setAside(station, found(0), systemClock.now());
  await decide(0, 'use');
  expect(await quarantine.setAside(station, found(0, 1), systemClock.now())).toMatchObject([
    { id: ids[1] },
  ]);
});

test('a normal that was never set aside cannot be decided on', async () => {
  await expect(decide(3, 'use')).rejects.toMatchObject({ code: 'normal-not-found' });
});

test('pages go through all of them once', async () => {
  await quarantine.setAside(station, found(0, 1, 2, 3), systemClock.now());
  const first = await quarantine.list({ station, limit: 3 });
  const second = await quarantine.list({ station, limit: 3, cursor: first.next! });
  const all = [...first.items, ...second.items].map(({ id }) => id);
  expect(all.sort()).toEqual(ids.toSorted());
  expect(second.next).toBeNull();
});
