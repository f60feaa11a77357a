import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { entryFolder, readEntry, stageEntry, type CompiledEntry } from './compiled-cache.js';

let cache: string;
beforeAll(async () => {
  cache = await mkdtemp(join(tmpdir(), 'touchstone-cache-'));
});
afterAll(() => rm(cache, { recursive: true }));

const graph = Buffer.from('a graph');

async function staged(key: string) {
  const stage = await stageEntry(cache, key, { name: 'saved_model.pb', bytes: graph });
  const check = { patches: 0, image: 0, tolerance: 1e-4, checkedAt: '2026-01-01T00:00:00.000Z' };
  const sizes = { grid: { rows: 2, columns: 2 }, dimensions: 3, imageDimensions: 3 };
  const entry: CompiledEntry = {
    format: 'touchstone-compiled/2',
    key,
    graph: stage.graph,
    ...sizes,
    check,
  };
  return { publish: () => stage.publish(entry) };
}

test('of openings that publish one entry at once the first stays, whatever the others saw before', async () => {
  for (let round = 0; round < 100; round++) {
    const key = `together-${round}`;
    const folder = entryFolder(cache, key);
    const stages = await Promise.all(Array.from({ length: 6 }, () => staged(key)));
    const seen = await Promise.all(
      stages.map(({ publish }) => publish().then(async () => (await stat(folder)).ino)),
    );
    expect(new Set(seen).size).toBe(1);
    expect((await stat(folder)).ino).toBe(seen[0]);
    expect(await readFile(join(folder, 'saved_model.pb'))).toEqual(graph);
  }
});

test('a damaged entry gives way', async () => {
  await (await staged('damaged')).publish();
  await writeFile(join(entryFolder(cache, 'damaged'), 'saved_model.pb'), 'cut');
  expect(await readEntry(cache, 'damaged')).toBeUndefined();
  await (await staged('damaged')).publish();
  expect(await readEntry(cache, 'damaged')).toMatchObject({ key: 'damaged' });
});
