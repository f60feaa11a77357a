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
          count,
          metric,
          within,
          wanted: ({ station }) => station === 'b',
        }).found;
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

test('without a filter a search finds the same as looking at each vector', () => {
  fc.assert(
    fc.property(
      fc.array(vector, { minLength: 1, maxLength: 60 }),
      vector,
      fc.constantFrom('cosine' as const, 'l2' as const),
      (vectors, query, metric) => {
        const asked = { count: 5, metric, within: Infinity };
        const set = setOf(vectors);
        const { found } = set.nearest(query, { ...asked, wanted: null });
        const each = set.nearest(query, { ...asked, wanted: () => true }).found;
        expect(found.length).toBe(each.length);
        found.forEach(({ distance }, i) => expect(distance).toBeCloseTo(each[i]!.distance, 4));
      },
    ),
  );
});

/** Unit vectors near a curve, as embeddings of one product are. */
function unitVectors(count: number): Float32Array[] {
  return Array.from({ length: count }, (_, i) => {
    const raw = Float32Array.from({ length: dimensions }, (_, c) =>
      Math.sin(i * 0.37 * (c + 1) + c),
    );
    const length = Math.sqrt(raw.reduce((sum, v) => sum + v * v, 0));
    return raw.map((v) => v / length);
  });
}

test('the index finds what exact search finds, nearly always; what it has not taken in is searched exactly', async () => {
  const vectors = unitVectors(3_000);
  const set = setOf(vectors);
  await set.keepIndexed();
  set.add({ frameId: 'late', station: 'a', verdict: 'ok', at: 9_999 }, vectors[7]!);
  const asked = { count: 20, metric: 'cosine' as const, within: Infinity };
  let hits = 0;
  for (let i = 0; i < 50; i++) {
    const query = vectors[i * 60]!;
    const exact = set.nearest(query, { ...asked, wanted: null });
    const quick = set.nearest(query, { ...asked, wanted: null, indexed: true });
    expect([exact.exact, quick.exact]).toEqual([true, false]);
    const ids = new Set(exact.found.map(({ facts }) => facts.frameId));
    hits += quick.found.filter(({ facts }) => ids.has(facts.frameId)).length;
  }
  expect(hits / 1000).toBeGreaterThan(0.95);
  const near = set.nearest(vectors[7]!, { ...asked, count: 2, wanted: null, indexed: true }).found;
  expect(near.map(({ facts }) => facts.frameId).sort()).toEqual(['f7', 'late']);
});

test('a filter so narrow that the index finds too few is answered exactly', async () => {
  const set = setOf(unitVectors(6_000));
  await set.keepIndexed();
  const wanted = ({ at }: { at: number }) => at >= 5_998;
  const asked = { count: 5, metric: 'cosine' as const, within: Infinity, wanted, indexed: true };
  const { found, exact } = set.nearest(unitVectors(1)[0]!, asked);
  expect(exact).toBe(true);
  expect(found.map(({ facts }) => facts.at).sort()).toEqual([5_998, 5_999]);
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
    label: 'scratch',
    matched: null,
  };
  const [head, row] = containmentCsv([item]).split('\r\n');
  expect(head).toBe('rank,distance,part,lot,station,verdict,label,captured_at,inspected_at,frame');
  expect(row).toContain('1,0.250000,"\'=HYPERLINK(""x"")","a,b",line-1,ok,scratch,,2026-01-31');
});
