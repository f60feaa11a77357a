import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { embeddingSettings } from '#contracts';
import { Database, Embeddings, Frames, Inspections, openBlobs, Stations } from '#storage';
import { settingsWith, someFrame, someInspection } from '../../support/records.js';
import { ownDatabase, type TestService } from '../../support/services.js';

let postgres: TestService;
let database: Database;
let embeddings: Embeddings;
let folder: string;
const ids: string[] = [];
const start = Date.UTC(2026, 0, 31, 23, 59, 57);
beforeAll(async () => {
  postgres = await ownDatabase();
  database = new Database({ url: postgres.url, onTrouble: () => undefined });
  await database.prepare();
  folder = await mkdtemp(join(tmpdir(), 'touchstone-embeddings-'));
  const blobs = openBlobs(pathToFileURL(folder).href);
  const keep = embeddingSettings.parse({ keep: 4 });
  await new Stations(database, blobs).put('line-1', settingsWith({ embeddings: keep }));
  embeddings = new Embeddings(database, blobs);
  for (let i = 0; i < 7; i++) ids.push(await inspected(i));
});
afterAll(async () => {
  await database.close();
  await postgres.stop();
  await rm(folder, { recursive: true, force: true });
});

/** An inspected frame with its embedding; the third is on the next day. */
async function inspected(i: number): Promise<string> {
  const frame = someFrame();
  const inspectedAt = new Date(start + i * 1000);
  await new Frames(database).accept(frame);
  const inspection = someInspection(frame, { inspectedAt: inspectedAt.toISOString() });
  await new Inspections(database).record({ inspection, map: new Float32Array(6), alert: false });
  const kept = {
    frameId: frame.id,
    station: 'line-1',
    backbone: 'b',
    inspectedAt,
    rows: 1,
    columns: 2,
    dimensions: 3,
    image: Float32Array.of(i, 0.5),
  };
  await embeddings.put(kept, new Uint8Array(12).fill(i));
  await embeddings.put(kept, new Uint8Array(12).fill(i));
  return frame.id;
}

async function newest(limit: number): Promise<string[]> {
  const found: string[] = [];
  for await (const { frameId } of embeddings.newest('line-1', limit)) found.push(frameId);
  return found;
}

test('the newest come first, with what was put', async () => {
  expect(await newest(3)).toEqual(ids.slice(4).reverse());
  expect(await newest(100)).toEqual(ids.toReversed());
  const row = (await embeddings.find(ids[2]!))!;
  expect(row).toMatchObject({ rows: 1, columns: 2, dimensions: 3, image: Float32Array.of(2, 0.5) });
  expect([...(await embeddings.patches(row))]).toEqual(Array(12).fill(2));
});

test('what that costs is said', async () => {
  expect(await embeddings.usage('line-1', 4)).toEqual({
    stationId: 'line-1',
    kept: 7,
    keep: 4,
    bytes: 7 * (12 + 8),
    bytesEach: 20,
    oldest: new Date(start).toISOString(),
  });
});

test('only the newest stay, rows and bytes', async () => {
  expect(await embeddings.overfull()).toEqual([{ station: 'line-1', keep: 4 }]);
  expect(await embeddings.prune('line-1', 4)).toBe(3);
  expect(await newest(100)).toEqual(ids.slice(3).reverse());
  expect(await embeddings.overfull()).toEqual([]);
  const left = (await readdir(folder, { recursive: true })).filter((name) => /[0-9a-f-]{36}$/.test(name)); // prettier-ignore
  expect(left).toHaveLength(4);
  expect(await embeddings.prune('line-1', 0)).toBe(4);
});
