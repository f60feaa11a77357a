import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { NormalWord } from '#contracts';
import { systemClock } from '#telemetry';
import { Audit, Database, NormalDecisions, Normals, openBlobs, Quarantine, Stations } from '#storage'; // prettier-ignore
import { settingsWith, someNormal } from '../../support/records.js';
import { ownDatabase, type TestService } from '../../support/services.js';

const station = 'line-1';
let postgres: TestService;
let database: Database;
let normals: Normals;
let decisions: NormalDecisions;
let quarantine: Quarantine;
let id: string;

beforeAll(async () => {
  postgres = await ownDatabase();
  database = new Database({ url: postgres.url, onTrouble: () => undefined });
  await database.prepare();
  const folder = await mkdtemp(join(tmpdir(), 'touchstone-decisions-'));
  await new Stations(database, openBlobs(pathToFileURL(folder).href)).put(station, settingsWith());
  normals = new Normals(database);
  decisions = new NormalDecisions(database);
  quarantine = new Quarantine(database);
  ({ id } = (await normals.add(someNormal({ station }))).normal);
});

afterAll(async () => {
  await database.close();
  await postgres.stop();
});

const decide = (decision: NormalWord, normalId = id) =>
  decisions.decide({
    station,
    normalId,
    decision,
    why: 'seen',
    by: 'anna',
    at: systemClock.now(),
    auditId: systemClock.newId(),
  });
const actions = async () =>
  (await new Audit(database).list({ station, limit: 50 })).items.map(({ action }) => action);

test('a word on a normal is kept with its entry in the audit trail, and the same word again changes nothing', async () => {
  expect(await decide('rare')).toMatchObject({
    state: 'in',
    decided: { decision: 'rare', by: 'anna', why: 'seen' },
  });
  await decide('rare');
  expect(await actions()).toEqual(['normal-called-rare']);
  expect((await normals.find(id))!.rarity).toBe('rare');
  await decide('typical');
  expect(await actions()).toEqual(['normal-called-typical', 'normal-called-rare']);
  // The screen leaves alone what a person decided on.
  expect(await quarantine.used(station)).toEqual(new Set([id]));
  expect((await quarantine.list({ station, limit: 10 })).items).toEqual([]);
});

test('one that is not good teaches nothing, and the quarantine takes it back', async () => {
  expect(await decide('not-good')).toMatchObject({ state: 'kept-out' });
  expect(await normals.count(station)).toBe(0);
  const [kept] = (await quarantine.list({ station, limit: 10 })).items;
  expect(kept).toMatchObject({ id, state: 'kept-out', decidedBy: 'anna', note: 'seen' });
  const by = { by: 'ben', note: 'fine after all', at: systemClock.now() };
  const auditId = systemClock.newId();
  await quarantine.decide({ station, normalId: id, decision: 'use', auditId, ...by });
  expect((await decisions.of(station, [id])).get(id)).toMatchObject({
    state: 'in',
    decided: { decision: 'use', by: 'ben' },
  });
});

test('a rare one that waits in quarantine is used after all', async () => {
  const { normal } = await normals.add(someNormal({ station }));
  const findings = [{ reason: 'extreme' as const, detail: 'far', value: 7, limit: 4, likeFrame: null }]; // prettier-ignore
  await quarantine.setAside(station, [{ normalId: normal.id, findings }], systemClock.now());
  expect(await decide('rare', normal.id)).toMatchObject({ state: 'in' });
  expect((await quarantine.counts(station)).quarantined).toBe(0);
});

test('a normal of another station is not found', async () => {
  await expect(decide('rare', systemClock.newId())).rejects.toMatchObject({
    code: 'normal-not-found',
  });
});
