import { existsSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { expect, test } from 'vitest';
import type { EmbeddedNormal } from './embed-normals.js';
import { KeptPatches } from './kept-patches.js';

const normals: EmbeddedNormal[] = Array.from({ length: 9 }, (_, i) => ({
  normalId: `n${i}`,
  partId: i % 2 ? `p${i}` : null,
  rows: 2,
  columns: 3,
  dimensions: 4,
  patches: Float32Array.from({ length: 24 }, (_, k) => Math.sin(i * 24 + k)),
  image: Float32Array.of(i),
  quality: null,
}));
const scratchFolders = () =>
  readdirSync(tmpdir()).filter((f) => f.startsWith('touchstone-patches-'));

test.each([0, 4 * 96, 100 * 96])(
  'with %i bytes of memory all come back in the order asked for, and nothing is left behind',
  async (bytes) => {
    const before = scratchFolders();
    const kept = new KeptPatches({ memoryBytes: bytes });
    try {
      for (const normal of normals) await kept.add(normal);
      expect(kept.size).toBe(9);
      const wanted = [7, 0, 3, 8, 3];
      const found: EmbeddedNormal[] = [];
      for await (const normal of kept.each(wanted.map((i) => `n${i}`))) found.push(normal);
      expect(found).toEqual(wanted.map((i) => normals[i]));
      const fresh = scratchFolders().filter((f) => !before.includes(f));
      expect(fresh.length > 0).toBe(bytes < 9 * 96);
    } finally {
      await kept.dispose();
    }
    expect(scratchFolders().filter((f) => !before.includes(f))).toEqual([]);
    expect(existsSync(tmpdir())).toBe(true);
  },
);

test('once its signal is aborted nothing is added, and reading ends with its reason', async () => {
  const stop = new AbortController();
  const kept = new KeptPatches({ signal: stop.signal });
  for (const normal of normals) await kept.add(normal);
  const read: string[] = [];
  const reading = (async () => {
    const ids = Array.from({ length: 90 }, (_, i) => `n${i % 9}`);
    for await (const { normalId } of kept.each(ids)) read.push(normalId);
  })();
  setImmediate(() => stop.abort(new Error('enough')));
  await expect(reading).rejects.toThrow('enough');
  expect(read.length).toBeLessThan(90);
  await expect(kept.add({ ...normals[0]!, normalId: 'more' })).rejects.toThrow('enough');
});

test('a normal given twice is refused', async () => {
  const kept = new KeptPatches();
  await kept.add(normals[0]!);
  await expect(kept.add(normals[0]!)).rejects.toThrow(/n0 was given twice/);
});
