import { expect, test } from 'vitest';
import { foundRegions, type RegionSearch } from './found-regions.js';

const limits = { warn: 2, reject: 3, scale: 1 };
const search = (changes: Partial<RegionSearch> = {}): RegionSearch => ({
  score: { rows: 2, columns: 4, map: Float32Array.of(5, 2.5, 0, 0, 0, 0, 0, 2.1) },
  frame: { width: 400, height: 100 },
  regionOfInterest: null,
  limits,
  settings: { minimumArea: 0 },
  ...changes,
});

test('regions over the limits stand in the frame’s pixels, the worst first', () => {
  const [worst, other] = foundRegions(search());
  expect(worst).toEqual({
    outline: [
      { x: 0, y: 0 },
      { x: 200, y: 0 },
      { x: 200, y: 50 },
      { x: 0, y: 50 },
    ],
    box: { x: 0, y: 0, width: 200, height: 50 },
    area: 10_000,
    score: 5,
    over: 'reject',
  });
  expect(other).toMatchObject({ box: { x: 300, y: 50, width: 100, height: 50 }, over: 'review' });
});

test('with a region of interest they lie within it', () => {
  const regionOfInterest = { x: 0.5, y: 0.2, width: 0.5, height: 0.8 };
  const [worst] = foundRegions(search({ regionOfInterest }));
  expect(worst).toMatchObject({ box: { x: 200, y: 20, width: 100, height: 40 }, area: 4000 });
});

test('those smaller than the least area are left out, and a frame under the limits has none', () => {
  expect(foundRegions(search({ settings: { minimumArea: 5001 } }))).toHaveLength(1);
  const calm = { rows: 2, columns: 4, map: new Float32Array(8).fill(2) };
  expect(foundRegions(search({ score: calm }))).toEqual([]);
});

test('of very many only the worst are listed', () => {
  const map = Float32Array.from({ length: 100 }, (_, i) => (i % 2 === 0 ? 3 + i : 0));
  const score = { rows: 1, columns: 100, map };
  const found = foundRegions(search({ score }));
  expect(found).toHaveLength(20);
  expect(found[0]!.score).toBe(101);
});
