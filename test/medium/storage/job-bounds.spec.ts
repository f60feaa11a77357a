import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { jobKinds, type LongJob, TouchstoneError } from '#contracts';
import { Database, Jobs, openBlobs, Stations } from '#storage';
import { settingsWith } from '../../support/records.js';
import { ownDatabase, type TestService } from '../../support/services.js';

const bounds = { ofStation: 3, inAll: 5 };
let postgres: TestService;
let database: Database;
let jobs: Jobs;

beforeAll(async () => {
  postgres = await ownDatabase();
  database = new Database({ url: postgres.url, onTrouble: () => undefined });
  await database.prepare();
  jobs = new Jobs(database, bounds);
  const stations = new Stations(database, openBlobs('file:///nowhere'));
  for (const id of ['a', 'b', 'c']) await stations.put(id, settingsWith());
});
afterAll(async () => {
  await database.close();
  await postgres.stop();
});
beforeEach(() => database.ask((queries) => queries.execute('DELETE FROM jobs')));

function ask(station: string, kind: 'map' | 'train' = 'map'): Promise<LongJob> {
  const asked = { id: randomUUID(), station, askedBy: 'anna', requestedAt: new Date() };
  return jobs.request({ ...asked, kind: jobKinds[kind], settings: {} });
}

async function refusal(asked: Promise<unknown>): Promise<TouchstoneError> {
  const error: unknown = await asked.then(() => null, (reason: unknown) => reason); // prettier-ignore
  expect(error).toBeInstanceOf(TouchstoneError);
  return error as TouchstoneError;
}

test('a station has so many long jobs waiting and no more; the refusal names what waits and what to do', async () => {
  const first = await ask('a', 'train');
  await ask('a');
  await ask('a');
  const refused = await refusal(ask('a'));
  expect([refused.code, refused.status, refused.retry]).toEqual(['too-many-jobs', 429, true]);
  expect(refused.message).toBe(
    `station a has 3 long jobs waiting, as many as may wait: 2 of kind map, 1 of kind train; the oldest is the train ${first.id} ` +
      'of station a, asked for by anna. Cancel what nobody needs any more, or ask again when one has begun.',
  );
  expect(refused.facts).toEqual({
    limit: 3,
    waiting: [
      { kind: 'map', waiting: 2 },
      { kind: 'train', waiting: 1 },
    ],
    oldest: { id: first.id, kind: 'train', stationId: 'a', by: 'anna' },
  });
  await expect(ask('b')).resolves.toMatchObject({ state: 'queued' });
});

test('all stations together have so many waiting and no more', async () => {
  for (const station of ['a', 'a', 'a', 'b', 'b']) await ask(station);
  expect((await refusal(ask('c'))).message).toContain(
    'all stations together have 5 long jobs waiting',
  );
});

test('one that runs or has ended leaves its place', async () => {
  const waiting = [await ask('a'), await ask('a'), await ask('a')];
  await jobs.start(waiting[0]!.id);
  await expect(ask('a')).resolves.toMatchObject({ state: 'queued' });
  await jobs.askToCancel('analyse', waiting[1]!.id, {
    by: 'anna',
    auditId: randomUUID(),
    at: new Date(),
  });
  await expect(ask('a')).resolves.toMatchObject({ state: 'queued' });
});

test('requests of the same moment do not pass the bound together', async () => {
  const all = await Promise.allSettled(Array.from({ length: 8 }, () => ask('a')));
  expect(all.filter(({ status }) => status === 'fulfilled')).toHaveLength(bounds.ofStation);
});
