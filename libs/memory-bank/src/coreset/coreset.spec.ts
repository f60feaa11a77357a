import fc from 'fast-check';
import { afterEach, beforeAll, expect, test } from 'vitest';
import { loadTensorRuntime, type TensorRuntime } from '#tensors';
import { perPickGreedy } from '../../../../test/support/per-pick-greedy.js';
import { greedyCoreset } from './coreset.js';
import { seededRandom } from '#numbers';
import { draws, runs, study } from '../../../../test/support/study.js';

let runtime: TensorRuntime;
let live = 0;
beforeAll(async () => {
  runtime = await loadTensorRuntime();
  live = runtime.tf.memory().numTensors;
});
afterEach(() => expect(runtime.tf.memory().numTensors).toBe(live));

async function bothAgree(rows: Float32Array, d: number, count: number, first = 0) {
  const fast = await greedyCoreset(runtime, rows, d, { count, first });
  expect([...fast]).toEqual(perPickGreedy(rows, d, count, first));
}

test(
  'equals the per-pick greedy on small integer rows, full of ties and repeats',
  study,
  async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 4 }),
        fc.array(fc.integer({ min: -2, max: 2 }), { minLength: 8, maxLength: 400 }),
        fc.integer({ min: 1, max: 120 }),
        async (d, values, count) => {
          const rows = Float32Array.from(values.slice(0, values.length - (values.length % d)));
          await bothAgree(rows, d, count, (count * 7) % (rows.length / d));
        },
      ),
      runs(20, 60),
    );
  },
);

test.each([1, 2, 3])(
  'equals the per-pick greedy on clustered rows, seed %i',
  study,
  async (seed) => {
    const random = seededRandom(seed);
    const [n, d] = [draws(2500, 5000), 24];
    const rows = new Float32Array(n * d);
    for (let i = 0; i < n; i++) {
      const cluster = Math.floor(random() * 40);
      const spread = random() < 0.02 ? 6 : 0.4;
      for (let k = 0; k < d; k++)
        rows[i * d + k] = Math.sin(cluster * (k + 1)) * 3 + (random() - 0.5) * spread;
    }
    await bothAgree(rows, d, 600, seed);
  },
);

test('rows that differ less than float32 products can tell are still told apart', async () => {
  const random = seededRandom(9);
  const rows = Float32Array.from({ length: 3000 * 8 }, () => 100 + random() * 1e-3);
  await bothAgree(rows, 8, 200);
});

test('many frames that are all the same give each patch once', async () => {
  const random = seededRandom(4);
  const one = Float32Array.from({ length: 64 * 6 }, () => random());
  const rows = new Float32Array(one.length * 50);
  for (let i = 0; i < 50; i++) rows.set(one, i * one.length);
  const picks = await greedyCoreset(runtime, rows, 6, { count: 500, first: 0 });
  expect(picks.length).toBe(64);
  expect(new Set([...picks].map((i) => i % 64)).size).toBe(64);
});
