import { expect, test } from 'vitest';
import { loadTensorRuntime } from '#tensors';
import { perPickGreedy } from '../../support/per-pick-greedy.js';
import { buildBank } from '../../../libs/memory-bank/src/build-bank.js';
import { greedyCoreset } from '../../../libs/memory-bank/src/coreset/coreset.js';
import { seededRandom, squaredDistance } from '#numbers';

// In a file of its own: one process has one backend.
test('on WASM the picks and the patch scores are those of the slow versions too', async () => {
  const runtime = await loadTensorRuntime('wasm');
  expect(runtime.backend).toBe('wasm');
  const random = seededRandom(3);
  const [frames, d] = [30, 12];
  const normals = Array.from({ length: frames }, (_, i) => ({
    normalId: `n${i}`,
    rows: 4,
    columns: 4,
    dimensions: d,
    patches: Float32Array.from({ length: 16 * d }, () => random() * 4 + random()),
  }));
  const live = runtime.tf.memory().numTensors;
  const rows = Float32Array.from(normals.flatMap(({ patches }) => [...patches]));
  const picks = await greedyCoreset(runtime, rows, d, { count: 100, first: 7 });
  expect([...picks]).toEqual(perPickGreedy(rows, d, 100, 7));

  const bank = await buildBank(runtime, normals, { rows: 100, seed: 1 });
  const { contents } = bank;
  const unseen = Float32Array.from({ length: 16 * d }, () => random() * 5);
  const patches = runtime.tf.tensor4d(unseen, [1, 4, 4, d]);
  const score = { method: 'maximum', worst: 1, neighbours: 1 } as const;
  const [found] = await bank.score(patches, score);
  const query = unseen.map(
    (v, i) => (v - contents.channels.mean[i % d]!) / contents.channels.deviation[i % d]!,
  );
  found!.map.forEach((distance, place) => {
    const all = Array.from({ length: bank.rows }, (_, row) =>
      Math.sqrt(squaredDistance(query, place, contents.rows, row, d)),
    );
    expect(distance).toBeCloseTo(Math.min(...all), 4);
  });
  patches.dispose();
  bank.dispose();
  expect(runtime.tf.memory().numTensors).toBe(live);
});
