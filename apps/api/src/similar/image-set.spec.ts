import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { SimilarFrame } from '#contracts';
import { containmentCsv } from './containment-csv.js';
import { ImageSet } from './image-set.js';

const dimensions = 6;
const vector = fc
  .array(fc.double({ min: -10, max: 10, noNaN: true }), {
    minLength: dimensions,
    maxLength: dimensions,
  })
  .map((values) => Float32Array.from(values));

function setOf(vectors: readonly Float32Array[]): ImageSet {
  const set = new ImageSet(dimensions);
  vectors.forEach((image, i) =>
    set.add({ frameId: `f${i}`, station: i % 2 ? 'b' : 'a', verdict: 'ok', at: i }, image),
  );
  return set;
}

function slowDistance(a: Float32Array, b: Float32Array, metric: 'cosine' | 'l2'): number {
  const dot = (x: Float32Array, y: Float32Array) => x.reduce((sum, v, i) => sum + v * y[i]!, 0);
  if (metric === 'l2') return Math.sqrt(a.reduce((sum, v, i) => sum + (v - b[i]!) ** 2, 0));
  const lengths = Math.sqrt(dot(a, a) * dot(b, b));
  return lengths === 0 ? 1 : 1 - dot(a, b) / lengths;
}

test('the same as sorting all by distance, of those that are wanted and near enough', () => {
  fc.assert(
    fc.property(
      fc.array(vector, { maxLength: 60 }),
      vector,
      fc.constantFrom('cosine' as const, 'l2' as const),
      fc.integer({ min: 1, max: 8 }),
      (vectors, query, metric, count) => {
        const within = metric === 'cosine' ? 0.8 : 12;
        const found = setOf(vectors).nearest(query, {
          ...{ count, metric, within },
          wanted: ({ station }) => station === 'b',
        });
        const slow = vectors
          .map((image, i) => ({ i, distance: slowDistance(query, image, metric) }))
          .filter(({ i, distance }) => i % 2 === 1 && distance <= within)
          .sort((a, b) => a.distance - b.distance);
        expect(found.length).toBe(Math.min(count, slow.length));
        found.forEach(({ distance }, k) => expect(distance).toBeCloseTo(slow[k]!.distance, 2));
      },
    ),
  );
});

test('one that comes twice counts once; the newest is known', () => {
  const set = setOf([new Float32Array(6), Float32Array.of(1, 0, 0, 0, 0, 0)]);
  set.add({ frameId: 'f1', station: 'a', verdict: 'ok', at: 99 }, new Float32Array(6));
  expect(set.count).toBe(2);
  expect(set.last).toMatchObject({ frameId: 'f1', at: 1 });
});

test('CSV: quotes, commas and what a spreadsheet would run stay text', () => {
  const item: SimilarFrame = {
    frameId: '0190a000-0000-7000-8000-000000000002',
    stationId: 'line-1',
    partId: '=HYPERLINK("x")',
    lot: 'a,b',
    verdict: 'ok',
    displayScore: 0.1,
    capturedAt: null,
    inspectedAt: '2026-01-31T08:15:00.000Z',
    distance: 0.25,
  };
  const [head, row] = containmentCsv([item]).split('\r\n');
  expect(head).toBe('rank,distance,part,lot,station,verdict,captured_at,inspected_at,frame');
  expect(row).toContain('1,0.250000,"\'=HYPERLINK(""x"")","a,b",line-1,ok,,2026-01-31');
});
