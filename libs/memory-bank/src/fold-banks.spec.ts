import { beforeAll, expect, test } from 'vitest';
import type { ScoreSettings } from '#contracts';
import { loadTensorRuntime, type TensorRuntime } from '#tensors';
import { buildBank } from './build-bank.js';
import { FoldBanks } from './fold-banks.js';
import type { MemoryBank } from './memory-bank.js';
import type { NormalPatches } from './patches/patch-collection.js';
import { columns, dimensions, rows, drawnPatches } from '../../../test/support/drawn-patches.js';

const score: ScoreSettings = { method: 'worst-mean', worst: 3, neighbours: 1 };
let runtime: TensorRuntime;
beforeAll(async () => {
  runtime = await loadTensorRuntime();
});

const foldOf = (id: string) => Number(id.split('-')[1]) % 4;

async function scores(bank: MemoryBank, images: NormalPatches[]): Promise<number[]> {
  const all = Float32Array.from(images.flatMap((image) => [...image.patches]));
  const tensor = runtime.tf.tensor4d(all, [images.length, rows, columns, dimensions]);
  try {
    return (await bank.score(tensor, score)).map(({ imageScore }) => imageScore);
  } finally {
    tensor.dispose();
  }
}

async function scoresWithout(normals: NormalPatches[], wanted: number, unseen: NormalPatches[]) {
  const banks = await FoldBanks.collect(runtime, normals, { rows: wanted, seed: 1 }, foldOf);
  const bank = await banks.without(new Set([0]));
  try {
    return { scores: await scores(bank, unseen), ids: bank.contents.normalIds, rows: bank.rows };
  } finally {
    bank.dispose();
  }
}

test('the bank of all is the one that is built by itself, byte for byte, and no tensor is left', async () => {
  const normals = drawnPatches(20, 1, 'n');
  const live = runtime.tf.memory().numTensors;
  const banks = await FoldBanks.collect(runtime, normals, { rows: 40, seed: 3 }, foldOf);
  const [whole, alone] = [
    await banks.whole(),
    await buildBank(runtime, normals, { rows: 40, seed: 3 }),
  ];
  expect(whole.toBytes()).toEqual(alone.toBytes());
  whole.dispose();
  alone.dispose();
  expect(runtime.tf.memory().numTensors).toBe(live);
});

test('where every patch is kept, a bank without a fold is the bank of the others', async () => {
  const [normals, unseen] = [drawnPatches(12, 2, 'n'), drawnPatches(5, 3, 'unseen')];
  const found = await scoresWithout(normals, 1000, unseen);
  const others = normals.filter(({ normalId }) => foldOf(normalId) !== 0);
  const bank = await buildBank(runtime, others, { rows: 1000, seed: 1 });
  const expected = await scores(bank, unseen);
  expect(found.rows).toBe(bank.rows);
  found.scores.forEach((value, i) => expect(value).toBeCloseTo(expected[i]!, 3));
  bank.dispose();
});

test.each([10, 30])(
  'whatever the fold that is left out holds, the bank without it is the same (%i rows)',
  async (wanted) => {
    const [normals, unseen] = [drawnPatches(80, 4, 'n'), drawnPatches(6, 5, 'unseen')];
    const odd = drawnPatches(80, 6, 'n', 40);
    const other = normals.map((one, i) => (foldOf(one.normalId) === 0 ? odd[i]! : one));
    const [as, bs] = [
      await scoresWithout(normals, wanted, unseen),
      await scoresWithout(other, wanted, unseen),
    ];
    expect(as.rows).toBe(wanted);
    expect(as.ids.some((id) => foldOf(id) === 0)).toBe(false);
    as.scores.forEach((value, i) => expect(value).toBeCloseTo(bs.scores[i]!, 2));
  },
);

test('a fold that was thinned by itself still covers what a bank made of all its patches covers', async () => {
  const [normals, unseen] = [drawnPatches(80, 7, 'n'), drawnPatches(60, 8, 'unseen')];
  // 20 rows: each of four folds keeps 50 of its 320 patches.
  const thin = await scoresWithout(normals, 20, unseen);
  const others = normals.filter(({ normalId }) => foldOf(normalId) !== 0);
  const bank = await buildBank(runtime, others, { rows: 20, seed: 1 });
  const whole = await scores(bank, unseen);
  bank.dispose();
  const mean = (values: readonly number[]) => values.reduce((sum, v) => sum + v, 0) / values.length;
  expect(mean(thin.scores) / mean(whole)).toBeGreaterThan(0.95);
  expect(mean(thin.scores) / mean(whole)).toBeLessThan(1.05);
});
