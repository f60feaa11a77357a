import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { Database, openBlobs, ProvenBlobs, StoreIdentity, storeIdentityKey } from '#storage';
import { systemClock } from '#telemetry';
import { startS3, type TestS3 } from '../../support/s3-server.js';
import { startPostgres, type TestPostgres } from '../../support/services.js';

const folder = await mkdtemp(join(tmpdir(), 'touchstone-stores-'));
let s3: TestS3;
let postgres: TestPostgres;
let database: Database;

beforeAll(async () => {
  process.env['AWS_ACCESS_KEY_ID'] = 'test';
  process.env['AWS_SECRET_ACCESS_KEY'] = 'test';
  [s3, postgres] = await Promise.all([startS3(), startPostgres()]);
  database = new Database({ url: postgres.url, onTrouble: () => undefined });
  await database.prepare();
});

afterAll(async () => {
  await database.close();
  await Promise.all([postgres.stop(), s3.stop()]);
  await rm(folder, { recursive: true, force: true });
});

beforeEach(async () => {
  await database.ask((queries) => queries.execute('DELETE FROM store_identities'));
});

const disk = () => openBlobs(pathToFileURL(join(folder, randomUUID())).href);
const bucket = () => openBlobs(`s3://bucket/${randomUUID()}?endpoint=${s3.endpoint}`);
const change = () => ({ auditId: systemClock.newId(), by: 'anna', at: systemClock.now() });
const founder = (blobs = disk()) => new StoreIdentity(database, blobs, true);
const follower = (blobs = disk()) => new StoreIdentity(database, blobs, false);
const inDoubt = (why: RegExp) => ({
  code: 'store-in-doubt',
  retry: true,
  message: expect.stringMatching(why) as string,
});

describe.each([
  ['disk', disk],
  ['S3', bucket],
])('%s', (_, emptyStore) => {
  test('whoever founds writes one id into store and records; others of that store agree', async () => {
    const right = emptyStore();
    const early = follower(right);
    await expect(early.prove()).rejects.toMatchObject(inDoubt(/do not name their store yet/));
    await founder(right).prove();
    await early.prove();
    expect(early.holds).toBe(true);
    const { expected, found } = await early.read();
    expect([expected, (await right.get(storeIdentityKey)).toString().trim()]).toEqual([
      found,
      expected,
    ]);
  });

  test('an empty store is in doubt, also for whoever founds, until the right one is there', async () => {
    const [right, empty] = [emptyStore(), emptyStore()];
    await founder(right).prove();
    for (const store of [follower(empty), founder(empty)]) {
      await expect(store.prove()).rejects.toMatchObject(inDoubt(/carries no id/));
      expect(store.holds).toBe(false);
    }
    const store = follower(empty);
    const told: boolean[] = [];
    store.onChange(() => told.push(store.holds));
    await expect(store.prove()).rejects.toMatchObject(inDoubt(/carries no id/));
    await empty.put(storeIdentityKey, await right.get(storeIdentityKey));
    await store.prove();
    await empty.delete(storeIdentityKey);
    await expect(store.prove()).rejects.toMatchObject(inDoubt(/carries no id/));
    expect(told).toEqual([true, false]);
  });

  test('a store in doubt takes nothing, loses nothing, and what is missing in it may come back', async () => {
    await founder(emptyStore()).prove();
    const empty = emptyStore();
    await empty.put('a/kept', Buffer.from('kept'));
    const blobs = new ProvenBlobs(empty, follower(empty));
    for (const use of [
      () => blobs.put('a/new', Buffer.from('new')),
      () => blobs.get('a/missing'),
      () => blobs.exists('a/missing'),
      () => blobs.delete('a/kept'),
      () => blobs.deleteFolder('a'),
    ])
      await expect(use()).rejects.toMatchObject({ code: 'store-in-doubt', retry: true });
    expect([await empty.exists('a/new'), await empty.exists('a/kept')]).toEqual([false, true]);
  });

  test('in the right store what is missing is gone for good', async () => {
    const right = emptyStore();
    const store = founder(right);
    await store.prove();
    const blobs = new ProvenBlobs(right, store);
    await expect(blobs.get('a/missing')).rejects.toMatchObject({ code: 'blob-not-found' });
    expect(await blobs.exists('a/missing')).toBe(false);
  });

  test('a new store can be adopted after the old one was lost; one of other records cannot', async () => {
    await founder(emptyStore()).prove();
    const fresh = founder(emptyStore());
    await fresh.adopt(change());
    expect(fresh.holds).toBe(true);
    const others = emptyStore();
    await others.put(storeIdentityKey, Buffer.from(randomUUID()));
    await expect(founder(others).adopt(change())).rejects.toMatchObject(
      inDoubt(/belong to the store/),
    );
  });
});

test('of several that found at once, all have one id, and those with another store are in doubt', async () => {
  const right = disk();
  const outcomes = await Promise.allSettled([
    ...Array.from({ length: 4 }, () => founder(right).prove()),
    ...Array.from({ length: 4 }, () => founder().prove()),
  ]);
  const agreed = outcomes.map(({ status }) => status === 'fulfilled');
  const { expected, found } = await follower(right).read();
  expect(agreed.slice(0, 4)).toEqual(Array(4).fill(found === expected));
  expect(agreed.slice(4).filter(Boolean)).toHaveLength(found === expected ? 0 : 1);
});

test('records that are new keep the id of a store that has one', async () => {
  const right = disk();
  const id = randomUUID();
  await right.put(storeIdentityKey, Buffer.from(`${id}\n`));
  const store = founder(right);
  await store.prove();
  expect(await store.read()).toEqual({ expected: id, found: id });
});

test('an outage of the store changes nothing that was known', async () => {
  const right = bucket();
  const store = founder(right);
  await store.prove();
  s3.breakWith(500);
  await expect(store.prove()).rejects.toMatchObject({ code: 'blobs-unavailable' });
  s3.breakWith(0);
  expect(store.holds).toBe(true);
});
