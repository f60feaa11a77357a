import { afterAll, expect, test } from 'vitest';
import { loadTensorRuntime } from '#tensors';
import { cosineDistance, ExactSearch, type Metric } from './exact-search.js';
import { nearDuplicates } from './groups/near-duplicates.js';
import { seededRandom } from '#numbers';
import { squaredDistance, vectorAt, vectorsOf } from './vectors.js';

const runtime = await loadTensorRuntime();
const random = seededRandom(2);
const drawn = (count: number) =>
  Array.from({ length: count }, () => Float32Array.from({ length: 16 }, () => random() - 0.5));
const vectors = vectorsOf([...drawn(3000), ...Array<Float32Array>(20).fill(drawn(1)[0]!)]);
const before = runtime.tf.memory().numTensors;
const search = new ExactSearch(runtime, vectors);
afterAll(() => {
  search.dispose();
  expect(runtime.tf.memory().numTensors).toBe(before);
});

test.each(['cosine', 'l2'] as const)(
  '%s: the same as looking at every vector',
  (metric: Metric) => {
    for (const query of [...drawn(20), vectorAt(vectors, 3005)]) {
      const slow = Array.from({ length: vectors.count }, (_, place) => {
        const x = vectorAt(vectors, place);
        const distance =
          metric === 'l2' ? Math.sqrt(squaredDistance(query, x)) : cosineDistance(query, x);
        return { place, distance };
      }).sort((a, b) => a.distance - b.distance || a.place - b.place);
      expect(search.nearest(query, 10, metric)).toEqual(slow.slice(0, 10));
    }
  },
);

test('a search for more vectors than there are gives all of them', () => {
  const few = new ExactSearch(runtime, vectorsOf(drawn(3)));
  expect(few.nearest(drawn(1)[0]!, 20)).toHaveLength(3);
  few.dispose();
});

test('near-duplicates lie within the window only, and no chain of small steps joins them', () => {
  const turned = (degrees: number) =>
    Float32Array.of(Math.cos((degrees * Math.PI) / 180), Math.sin((degrees * Math.PI) / 180));
  const frames = [0, 2, 4, 6, 0].map((degrees, i) => ({ id: `f${i}`, at: i * 1000, degrees }));
  const options = { distance: 1 - Math.cos((3 * Math.PI) / 180), windowMs: 3500 };
  const found = nearDuplicates(frames, vectorsOf(frames.map((f) => turned(f.degrees))), options);
  expect(found.map(({ first, duplicates }) => [first, duplicates.map((d) => d.id)])).toEqual([
    ['f0', ['f1']],
    ['f2', ['f3']],
  ]);
  const always = nearDuplicates(frames, vectorsOf(frames.map((f) => turned(f.degrees))), {
    ...options,
    windowMs: null,
  });
  expect(always[0]!.duplicates.map(({ id }) => id)).toEqual(['f1', 'f4']);
});
