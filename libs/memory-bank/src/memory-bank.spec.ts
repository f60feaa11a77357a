import fc from 'fast-check';
import { afterEach, beforeAll, expect, test } from 'vitest';
import type { ScoreSettings } from '#contracts';
import { loadTensorRuntime, type TensorRuntime } from '#tensors';
import { buildBank, type BuildSettings } from './build-bank.js';
import type { MemoryBank } from './memory-bank.js';
import type { NormalPatches } from './patches/patch-collection.js';
import { seededRandom } from '#numbers';
import { readBank } from './file/read-bank.js';

const maximum: ScoreSettings = { method: 'maximum', worst: 1, neighbours: 1 };
const grid = { rows: 4, columns: 5 };

let runtime: TensorRuntime;
let live = 0;
beforeAll(async () => {
  runtime = await loadTensorRuntime();
  live = runtime.tf.memory().numTensors;
});
afterEach(() => expect(runtime.tf.memory().numTensors).toBe(live));

/** Frames of channels with very different means and spreads, as a CNN gives them. */
function frames(count: number, d: number, seed: number): NormalPatches[] {
  const random = seededRandom(seed);
  return Array.from({ length: count }, (_, i) => ({
    normalId: `normal-${i}`,
    ...grid,
    dimensions: d,
    patches: Float32Array.from(
      { length: grid.rows * grid.columns * d },
      (_, k) => (k % d) * 3 + (random() + random() + random() - 1.5) * (1 + (k % 7)),
    ),
  }));
}

async function withBank<T>(
  normals: NormalPatches[],
  settings: BuildSettings,
  use: (bank: MemoryBank) => T | Promise<T>,
): Promise<T> {
  const bank = await buildBank(runtime, normals, settings);
  try {
    return await use(bank);
  } finally {
    bank.dispose();
  }
}

async function scores(bank: MemoryBank, images: NormalPatches[], settings: ScoreSettings) {
  const d = images[0]!.dimensions;
  const all = Float32Array.from(images.flatMap((image) => [...image.patches]));
  const tensor = runtime.tf.tensor4d(all, [images.length, grid.rows, grid.columns, d]);
  try {
    return await bank.score(tensor, settings);
  } finally {
    tensor.dispose();
  }
}

/** Every patch against every row, in float64. */
function slowMap(bank: MemoryBank, image: NormalPatches): { distance: number; row: number }[] {
  const { rows, dimensions: d, channels } = bank.contents;
  return Array.from({ length: grid.rows * grid.columns }, (_, place) => {
    let best = { distance: Infinity, row: -1 };
    for (let row = 0; row < bank.rows; row++) {
      let sum = 0;
      for (let k = 0; k < d; k++) {
        const value = (image.patches[place * d + k]! - channels.mean[k]!) / channels.deviation[k]!;
        sum += (value - rows[row * d + k]!) ** 2;
      }
      if (Math.sqrt(sum) < best.distance) best = { distance: Math.sqrt(sum), row };
    }
    return best;
  });
}

test('agrees with the slow version to 1e-5, nearest normal included', async () => {
  await fc.assert(
    fc.asyncProperty(fc.integer(), fc.constantFrom(1, 3, 16, 40), async (seed, d) => {
      const normals = frames(12, d, seed);
      await withBank(normals, { rows: 60, seed: 1 }, async (bank) => {
        // Unseen frames, a normal itself (distances of zero) and one far away.
        const far = { ...normals[3]!, patches: normals[3]!.patches.map((v) => v * 40 + 500) };
        const images = [...frames(2, d, seed + 1), normals[0]!, far];
        const found = await scores(bank, images, maximum);
        images.forEach((image, i) => {
          const slow = slowMap(bank, image);
          const scale = Math.max(1, ...slow.map((s) => s.distance));
          slow.forEach((s, place) =>
            expect(Math.abs(found[i]!.map[place]! - s.distance)).toBeLessThan(1e-5 * scale),
          );
          const worst = slow.reduce((a, b) => (b.distance > a.distance ? b : a));
          expect(Math.abs(found[i]!.imageScore - worst.distance)).toBeLessThan(1e-5 * scale);
          const { normalOf, normalIds } = bank.contents;
          if (slow.filter((s) => worst.distance - s.distance < 1e-4).length === 1)
            expect(found[i]!.nearest.normalId).toBe(normalIds[normalOf[worst.row]!]);
        });
      });
    }),
    { numRuns: 12 },
  );
});

test('a normal whose every patch is kept scores nought and names itself', async () => {
  const normals = frames(3, 8, 5);
  await withBank(normals, { rows: 1000, seed: 1 }, async (bank) => {
    expect(bank.rows).toBe(60);
    const [own] = await scores(bank, [normals[1]!], maximum);
    expect(Math.max(...own!.map)).toBe(0);
    expect(own!.nearest).toMatchObject({ normalId: 'normal-1', normalPatch: own!.nearest.patch });
  });
});

test('a batch scores as its frames alone do, and in any order', async () => {
  await withBank(frames(6, 16, 2), { rows: 50, seed: 1 }, async (bank) => {
    const images = frames(5, 16, 3);
    const together = await scores(bank, images, maximum);
    const reversed = (await scores(bank, images.toReversed(), maximum)).toReversed();
    for (const [i, image] of images.entries()) {
      const [alone] = await scores(bank, [image], maximum);
      expect(together[i]!.imageScore).toBeCloseTo(alone!.imageScore, 4);
      expect(reversed[i]!.imageScore).toBeCloseTo(alone!.imageScore, 4);
      expect(together[i]!.nearest).toMatchObject({ normalId: alone!.nearest.normalId });
    }
  });
});

test('channels are standardised: scaling one channel of everything changes no score', async () => {
  const scaled = (list: NormalPatches[]) =>
    list.map((f) => ({ ...f, patches: f.patches.map((v, k) => (k % 8 === 2 ? v * 1024 : v)) }));
  const [normals, images] = [frames(6, 8, 1), frames(2, 8, 7)];
  const plain = await withBank(normals, { rows: 40, seed: 1 }, (b) => scores(b, images, maximum));
  const other = await withBank(scaled(normals), { rows: 40, seed: 1 }, (b) =>
    scores(b, scaled(images), maximum),
  );
  plain.forEach((s, i) => expect(other[i]!.imageScore).toBeCloseTo(s.imageScore, 4));
});

test('a channel that never moves in the normals does not make a score infinite', async () => {
  const still = frames(4, 6, 1).map((f) => ({
    ...f,
    patches: f.patches.map((v, k) => (k % 6 === 0 ? 7 : v)),
  }));
  const blank = still.map((f) => ({ ...f, patches: f.patches.map(() => 3) }));
  for (const normals of [still, blank])
    await withBank(normals, { rows: 30, seed: 1 }, async (bank) => {
      const [score] = await scores(bank, frames(1, 6, 2), maximum);
      expect(Number.isFinite(score!.imageScore)).toBe(true);
      expect((await scores(bank, [normals[0]!], maximum))[0]!.imageScore).toBeLessThan(10);
    });
});

test('the same seed gives the same bytes, another seed others; the file scores the same', async () => {
  const normals = frames(6, 16, 2);
  const bytesOf = (seed: number) =>
    withBank(normals, { rows: 40, seed, backbone: 'ab' }, (bank) => bank.toBytes());
  const [once, again, other] = [await bytesOf(1), await bytesOf(1), await bytesOf(2)];
  expect(Buffer.compare(once, again)).toBe(0);
  expect(Buffer.compare(once, other)).not.toBe(0);
  const opened = readBank(runtime, once);
  expect(opened.contents.origin).toMatchObject({ seed: 1, backbone: 'ab', patchesSeen: 120 });
  expect(Buffer.compare(opened.toBytes(), once)).toBe(0);
  const images = frames(2, 16, 9);
  const direct = await withBank(normals, { rows: 40, seed: 1 }, (b) => scores(b, images, maximum));
  expect(await scores(opened, images, maximum)).toEqual(direct);
  opened.dispose();
});

test('beyond maxPatches a seeded sample is kept, and the channels still count every patch', async () => {
  const normals = frames(30, 4, 8);
  const all = await withBank(normals, { rows: 600, seed: 1 }, (b) => b.contents);
  const thinned = await withBank(
    normals,
    { rows: 600, seed: 1, maxPatches: 100 },
    (b) => b.contents,
  );
  expect(thinned.rows.length / 4).toBe(100);
  expect(thinned.origin.patchesSeen).toBe(600);
  expect(thinned.channels).toEqual(all.channels);
  // A sample of the whole stream: not just its beginning.
  expect(new Set(thinned.normalIds).size).toBeGreaterThan(20);
});

test('embeddings that do not belong to the bank are refused', async () => {
  await expect(buildBank(runtime, [], { rows: 10, seed: 1 })).rejects.toMatchObject({
    code: 'too-few-normals',
  });
  const mixed = [...frames(1, 4, 1), ...frames(1, 6, 1)];
  await expect(buildBank(runtime, mixed, { rows: 10, seed: 1 })).rejects.toThrow(/normal-0 has/);
  const broken = frames(1, 4, 1);
  broken[0]!.patches[3] = NaN;
  await expect(buildBank(runtime, broken, { rows: 10, seed: 1 })).rejects.toThrow(/not finite/);
  await withBank(frames(2, 4, 1), { rows: 10, seed: 1 }, (bank) =>
    expect(() => scores(bank, frames(1, 6, 1), maximum)).rejects.toMatchObject({
      code: 'bank-invalid',
    }),
  );
});
