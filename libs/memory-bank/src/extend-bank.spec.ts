import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import type { ScoreSettings } from '#contracts';
import { loadTensorRuntime, type TensorRuntime } from '#tensors';
import { buildBank } from './build-bank.js';
import { extendBank } from './extend-bank.js';
import type { MemoryBank } from './memory-bank.js';
import type { NormalPatches } from './patches/patch-collection.js';
import { columns, dimensions, rows, drawnPatches } from '../../../test/support/drawn-patches.js';

const score: ScoreSettings = { method: 'worst-mean', worst: 3, neighbours: 1 };
let runtime: TensorRuntime;
beforeAll(async () => {
  runtime = await loadTensorRuntime();
});

async function scores(bank: MemoryBank, images: NormalPatches[]) {
  const all = Float32Array.from(images.flatMap((image) => [...image.patches]));
  const tensor = runtime.tf.tensor4d(all, [images.length, rows, columns, dimensions]);
  try {
    return (await bank.score(tensor, score)).map(({ imageScore }) => imageScore);
  } finally {
    tensor.dispose();
  }
}

test('when every patch is kept, an extended bank is the bank of all: same rows, same scores', async () => {
  const live = runtime.tf.memory().numTensors;
  await fc.assert(
    fc.asyncProperty(fc.integer(), fc.integer({ min: 1, max: 8 }), async (seed, count) => {
      const [old, added] = [drawnPatches(6, seed, 'old'), drawnPatches(count, seed + 1, 'new', 1)];
      const settings = { rows: 1000, seed: 1 };
      const before = await buildBank(runtime, old, settings);
      const extended = await extendBank(runtime, before.contents, added, settings);
      const whole = await buildBank(runtime, [...old, ...added], settings);
      expect(extended.rows).toBe(whole.rows);
      expect(extended.contents.origin).toEqual(whole.contents.origin);
      expect(new Set(extended.contents.normalIds)).toEqual(new Set(whole.contents.normalIds));
      whole.contents.channels.mean.forEach((mean, c) => {
        const { channels } = extended.contents;
        expect(channels.mean[c]).toBeCloseTo(mean, 4);
        expect(channels.deviation[c]).toBeCloseTo(whole.contents.channels.deviation[c]!, 4);
      });
      const images = drawnPatches(3, seed + 2, 'unseen');
      const expected = await scores(whole, images);
      (await scores(extended, images)).forEach((s, i) => expect(s).toBeCloseTo(expected[i]!, 3));
      for (const bank of [before, extended, whole]) bank.dispose();
    }),
    { numRuns: 8 },
  );
  expect(runtime.tf.memory().numTensors).toBe(live);
});

test('new normals of another kind are taken in: they no longer score as strangers', async () => {
  const settings = { rows: 60, seed: 1 };
  const before = await buildBank(runtime, drawnPatches(20, 1, 'old'), settings);
  const strange = drawnPatches(8, 2, 'strange', 25);
  const extended = await extendBank(runtime, before.contents, strange, settings);
  const unseen = drawnPatches(4, 3, 'unseen', 25);
  const [first, then] = [await scores(before, unseen), await scores(extended, unseen)];
  then.forEach((s, i) => expect(s).toBeLessThan(first[i]! / 2));
  expect(extended.rows).toBe(60);
  expect(extended.contents.normalIds.some((id) => id.startsWith('strange'))).toBe(true);
  const again = await extendBank(runtime, before.contents, strange, settings);
  expect(Buffer.compare(again.toBytes(), extended.toBytes())).toBe(0);
  for (const bank of [before, extended, again]) bank.dispose();
});

test('patches of another backbone, and no new normals, are refused', async () => {
  const bank = await buildBank(runtime, drawnPatches(3, 1, 'old'), { rows: 20, seed: 1 });
  const settings = { rows: 20, seed: 1 };
  await expect(extendBank(runtime, bank.contents, [], settings)).rejects.toMatchObject({
    code: 'too-few-normals',
  });
  const other = drawnPatches(1, 1, 'new').map((f) => ({
    ...f,
    dimensions: 3,
    patches: f.patches.subarray(0, 48),
  }));
  await expect(extendBank(runtime, bank.contents, other, settings)).rejects.toMatchObject({
    code: 'bank-invalid',
  });
  bank.dispose();
});
