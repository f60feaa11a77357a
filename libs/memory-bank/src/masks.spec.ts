import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import type { ScoreSettings } from '#contracts';
import { loadTensorRuntime, type TensorRuntime } from '#tensors';
import { buildBank } from './build-bank.js';
import type { MemoryBank } from './memory-bank.js';
import type { NormalPatches } from './patches/patch-collection.js';
import { seededRandom } from '#numbers';
import { scoreReferenceOf } from './score/score-reference.js';

const [rows, columns, dimensions] = [3, 4, 5];
const size = rows * columns;
const methods = ['worst-mean', 'maximum', 'reweighted', 'place-and-frame'] as const;
let runtime: TensorRuntime;
beforeAll(async () => {
  runtime = await loadTensorRuntime();
});

function frames(count: number, seed: number): NormalPatches[] {
  const random = seededRandom(seed);
  return Array.from({ length: count }, (_, i) => ({
    normalId: `${seed}-${i}`,
    rows,
    columns,
    dimensions,
    patches: Float32Array.from({ length: size * dimensions }, () => random() * 4),
  }));
}

/** The same frames with other numbers under the mask. */
function withOther(list: readonly NormalPatches[], mask: Uint8Array, seed: number) {
  const random = seededRandom(seed);
  return list.map((frame) => ({
    ...frame,
    patches: frame.patches.map((v, i) =>
      mask[Math.floor(i / dimensions)] === 1 ? v : 1000 * random(),
    ),
  }));
}

async function scores(
  bank: MemoryBank,
  images: readonly NormalPatches[],
  score: ScoreSettings,
  options: Parameters<MemoryBank['score']>[2],
) {
  const all = Float32Array.from(images.flatMap((image) => [...image.patches]));
  const tensor = runtime.tf.tensor4d(all, [images.length, rows, columns, dimensions]);
  try {
    return await bank.score(tensor, score, options);
  } finally {
    tensor.dispose();
  }
}

const maskOf = fc
  .array(fc.constantFrom(0, 1, 1), { minLength: size, maxLength: size })
  .filter((mask) => mask.some((one) => one === 1) && mask.some((one) => one === 0))
  .map((mask) => Uint8Array.from(mask));

test('what lies under a mask changes neither the bank nor a score, to the bit, by any method', async () => {
  await fc.assert(
    fc.asyncProperty(maskOf, fc.nat(), async (mask, seed) => {
      const normals = frames(8, seed);
      const settings = { rows: 20, seed: 1, mask };
      const bank = await buildBank(runtime, normals, settings);
      const other = await buildBank(runtime, withOther(normals, mask, seed), settings);
      expect(Buffer.compare(bank.toBytes(), other.toBytes())).toBe(0);
      expect([...bank.contents.placeOf].every((place) => mask[place] === 1)).toBe(true);
      const unseen = frames(3, seed + 1);
      const held = await scores(
        bank,
        unseen,
        { method: 'maximum', worst: 1, neighbours: 1 },
        { mask },
      );
      const maps = held.map(({ map }, fold) => ({ map, fold }));
      const reference = scoreReferenceOf(maps, { rows, columns, worst: 3, mask });
      for (const method of methods) {
        const score = { method, worst: 3, neighbours: 3 };
        const found = await scores(bank, unseen, score, { mask, reference });
        const changed = withOther(unseen, mask, seed + 2);
        expect(await scores(bank, changed, score, { mask, reference })).toEqual(found);
        for (const { map, nearest } of found) {
          map.forEach((v, place) => expect(mask[place] === 1 || v === 0).toBe(true));
          expect(mask[nearest.patch.row * columns + nearest.patch.column]).toBe(1);
        }
      }
      bank.dispose();
      other.dispose();
    }),
    { numRuns: 15 },
  );
});

test('a mask that leaves everything in changes nothing, to the bit', async () => {
  const mask = new Uint8Array(size).fill(1);
  const normals = frames(6, 1);
  const [plain, masked] = [
    await buildBank(runtime, normals, { rows: 20, seed: 1 }),
    await buildBank(runtime, normals, { rows: 20, seed: 1, mask }),
  ];
  expect(Buffer.compare(plain.toBytes(), masked.toBytes())).toBe(0);
  const score = { method: 'worst-mean', worst: 3, neighbours: 1 } as const;
  expect(await scores(plain, frames(2, 9), score, { mask })).toEqual(
    await scores(plain, frames(2, 9), score, {}),
  );
  plain.dispose();
  masked.dispose();
});
