import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { type ActivationRequest, activationSettings, type ModelManifest } from '#contracts';
import { Activations, Audit, Database, Models, openBlobs, Stations } from '#storage';
import { askedNow, settingsWith, someModel } from '../../support/records.js';
import { ownDatabase, type TestService } from '../../support/services.js';

let postgres: TestService;
let database: Database;
let stations: Stations;
let activations: Activations;
let made: ModelManifest[];
beforeAll(async () => {
  postgres = await ownDatabase();
  database = new Database({ url: postgres.url, onTrouble: () => undefined });
  await database.prepare();
  const folder = await mkdtemp(join(tmpdir(), 'touchstone-activations-'));
  stations = new Stations(database, openBlobs(pathToFileURL(folder).href));
  activations = new Activations(database);
});
afterAll(async () => {
  await database.close();
  await postgres.stop();
});

let number = 0;
let station: string;
beforeEach(async () => {
  station = `line-${++number}`;
  await stations.put(station, settingsWith());
  made = [someModel(station, 1), someModel(station, 2), someModel(station, 3)];
  const models = new Models(database);
  for (const model of made) await models.insert(model);
});

const wants = (changes: Partial<ActivationRequest> | object) =>
  stations.patch(station, { activation: { ...activationSettings.parse({}), ...changes } });
const active = async () => (await stations.record(station))!.activeModel;
const states = async () => (await new Models(database).list(station)).map(({ state }) => state);
const trail = async () =>
  (await new Audit(database).list({ station, limit: 50 })).items.map(({ by, action }) => `${by} ${action}`); // prettier-ignore

test('candidate, active, retired; each change is in the history and the audit trail', async () => {
  const [first, second] = made;
  expect(await states()).toEqual(['candidate', 'candidate', 'candidate']);
  await activations.ask(station, first!.id, askedNow('anna', 'first normals'));
  await activations.ask(station, second!.id, askedNow('ben'));
  expect(await states()).toEqual(['candidate', 'active', 'retired']);
  const { items } = await activations.list({ station, limit: 10 });
  expect(items).toMatchObject([
    { modelId: second!.id, previous: first!.id, by: 'ben', state: 'done' },
    { modelId: first!.id, previous: null, by: 'anna', why: 'first normals' },
  ]);
  expect(await trail()).toEqual(['ben model-activated', 'anna model-activated']);
});

test('a station goes back in one call, and forth again; before the first model there is nothing', async () => {
  const [first, second] = made;
  await activations.ask(station, first!.id, askedNow());
  await expect(activations.rollBack(station, askedNow())).rejects.toMatchObject({
    code: 'nothing-to-roll-back',
  });
  await activations.ask(station, second!.id, askedNow());
  expect(await activations.rollBack(station, askedNow('cleo'))).toMatchObject({ kind: 'rollback' });
  expect(await active()).toBe(first!.id);
  await activations.rollBack(station, askedNow());
  expect(await active()).toBe(second!.id);
  expect(await trail()).toContain('cleo model-rolled-back');
});

test('a second person: it waits, its asker cannot approve it, another one can, once', async () => {
  await wants({ secondPerson: true });
  const waiting = await activations.ask(station, made[0]!.id, askedNow('anna'));
  expect(waiting).toMatchObject({ state: 'waiting', doneAt: null });
  expect(await active()).toBeNull();
  const approve = (by: string) => activations.approve(station, waiting.id, askedNow(by));
  await expect(approve('anna')).rejects.toMatchObject({ code: 'second-person-needed' });
  expect(await approve('ben')).toMatchObject({ state: 'done', by: 'anna', approvedBy: 'ben' });
  expect(await active()).toBe(made[0]!.id);
  await expect(approve('ben')).rejects.toMatchObject({ code: 'already-decided' });
});

test('a later request takes the place of the one that waits; a withdrawn one is over', async () => {
  await wants({ secondPerson: true });
  const first = await activations.ask(station, made[0]!.id, askedNow('anna'));
  const second = await activations.ask(station, made[1]!.id, askedNow('anna'));
  await expect(activations.approve(station, first.id, askedNow('ben'))).rejects.toMatchObject({
    code: 'already-decided',
  });
  await activations.withdraw(station, second.id, askedNow('anna'));
  expect((await activations.list({ station, limit: 9 })).items.map((one) => one.state)).toEqual([
    'withdrawn',
    'withdrawn',
  ]);
  expect(await active()).toBeNull();
});

test('a station that wants rehearsals takes no model without one', async () => {
  await wants({ rehearsal: true });
  await expect(activations.ask(station, made[0]!.id, askedNow())).rejects.toMatchObject({
    code: 'rehearsal-needed',
  });
});

test('the same request again, after a crash, is the one of the first time', async () => {
  const [first, second] = made;
  await activations.ask(station, first!.id, askedNow());
  const asked = askedNow();
  await activations.ask(station, second!.id, asked);
  await activations.rollBack(station, askedNow());
  expect(await activations.ask(station, second!.id, asked)).toMatchObject({ previous: first!.id });
  expect(await active()).toBe(first!.id);
});

test('many at once leave one line of history: each says what was active before it', async () => {
  await Promise.all(
    Array.from({ length: 12 }, (_, i) => activations.ask(station, made[i % 3]!.id, askedNow())),
  );
  const rows = await database.ask((queries) =>
    queries.execute<{ model: string; previous: string | null }>(
      `SELECT model, previous FROM activations WHERE station = '${station}'`,
    ),
  );
  // Followed from the first on, every row is passed once and the last one is what is active.
  const left = [...rows.rows];
  let at: string | null = null;
  while (left.length > 0) {
    const next = left.findIndex(({ previous }) => previous === at);
    if (next < 0) break;
    at = left.splice(next, 1)[0]!.model;
  }
  expect(rows.rows.filter(({ previous }) => previous === null)).toHaveLength(1);
  expect(rows.rows).toHaveLength(12);
  expect(made.map(({ id }) => id)).toContain(await active());
});
