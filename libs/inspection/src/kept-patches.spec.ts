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
    const kept = new KeptPatches(bytes);
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

test('a normal given twice is refused', async () => {
  const kept = new KeptPatches();
  await kept.add(normals[0]!);
  await expect(kept.add(normals[0]!)).rejects.toThrow(/n0 was given twice/);
});
