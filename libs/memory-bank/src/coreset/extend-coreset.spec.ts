import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import { loadTensorRuntime, type TensorRuntime } from '#tensors';
import { greedyCoreset } from './coreset.js';
import { extendCoreset } from './extend-coreset.js';
import { seededRandom, squaredDistance } from '#numbers';

let runtime: TensorRuntime;
beforeAll(async () => {
  runtime = await loadTensorRuntime();
});

/** Every distance anew at every step, in float64. */
function slow(rows: Float32Array, d: number, kept: number, count: number): number[] {
  const apart = (a: number, b: number) => squaredDistance(rows, a, rows, b, d);
  const nearest = (row: number, to: readonly number[]) => Math.min(...to.map((other) => apart(row, other))); // prettier-ignore
  const picks = [...Array(kept).keys()];
  const leaving = picks
    .slice(1)
    .map((row) => ({ row, apart: nearest(row, picks.slice(0, row)) }))
    .sort((a, b) => a.apart - b.apart || b.row - a.row);
  const left: number[] = [];
  for (;;) {
    const all = [...Array(rows.length / d).keys()].map((row) => ({ row, apart: nearest(row, picks) })); // prettier-ignore
    const next = all.reduce((best, one) => (one.apart > best.apart ? one : best));
    if (next.apart === 0) break;
    if (picks.length >= count) {
      const first = leaving[left.length];
      if (!first || next.apart <= first.apart) break;
      left.push(first.row);
    }
    picks.push(next.row);
  }
  return picks.filter((row) => !left.includes(row));
}

test('equals the obvious way, on small whole numbers full of ties and repeats', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 1, max: 3 }),
      fc.array(fc.integer({ min: -6, max: 6 }), { minLength: 6, maxLength: 180 }),
      fc.integer({ min: 1, max: 20 }),
      fc.integer({ min: 0, max: 10 }),
      async (d, values, wanted, room) => {
        const rows = Float32Array.from(values.slice(0, values.length - (values.length % d)));
        const kept = Math.min(wanted, rows.length / d);
        const count = kept + room;
        const picks = await extendCoreset(runtime, rows, d, { kept, count });
        expect([...picks]).toEqual(slow(rows, d, kept, count));
      },
    ),
    { numRuns: 60 },
  );
});

test('it covers all rows nearly as well as a cover made anew', async () => {
  const random = seededRandom(3);
  const [d, old, added, count] = [8, 1500, 700, 120];
  const all = Float32Array.from({ length: (old + added) * d }, (_, i) => random() + (i < old * d ? 0 : 0.3)); // prettier-ignore
  const first = await greedyCoreset(runtime, all.subarray(0, old * d), d, { count, first: 0 });
  const rows = new Float32Array((count + added) * d);
  first.forEach((row, i) => rows.set(all.subarray(row * d, (row + 1) * d), i * d));
  rows.set(all.subarray(old * d), count * d);
  const picks = await extendCoreset(runtime, rows, d, { kept: count, count });
  expect(picks).toHaveLength(count);
  expect(picks.some((row) => row >= count)).toBe(true);
  expect(picks.some((row) => row < count)).toBe(true);
  const apart = (a: number, b: number) => Math.sqrt(squaredDistance(rows, a, rows, b, d));
  const radius = (of: Int32Array) =>
    Math.max(...[...Array(rows.length / d).keys()].map((row) => Math.min(...[...of].map((pick) => apart(row, pick))))); // prettier-ignore
  const anew = await greedyCoreset(runtime, rows, d, { count, first: 0 });
  expect(radius(picks)).toBeLessThan(1.1 * radius(anew));
});
