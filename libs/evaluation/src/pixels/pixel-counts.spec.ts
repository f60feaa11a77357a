import fc from 'fast-check';
import { expect, test } from 'vitest';
import { PixelCounts } from './pixel-counts.js';
import { regionsOf, type Regions } from './regions.js';
import { runs, study } from '../../../../test/support/study.js';

interface Picture {
  readonly scores: Float32Array;
  readonly regions: Regions;
}
const [width, height] = [6, 5];

const picture = fc
  .tuple(
    fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 30, maxLength: 30 }),
    fc.array(fc.constantFrom(0, 0, 1), { minLength: 30, maxLength: 30 }),
  )
  .map(([scores, mask]) => ({
    scores: Float32Array.from(scores),
    regions: regionsOf(Uint8Array.from(mask), width, height),
  }));

function counted(pictures: readonly Picture[]): PixelCounts {
  const counts = new PixelCounts(0, 9);
  for (const { scores, regions } of pictures) counts.add(scores, regions);
  return counts;
}

/** Every pixel in a list, every pair compared. */
function slowRoc(pictures: readonly Picture[]): number | null {
  const of = (wanted: boolean) =>
    pictures.flatMap((p) => [...p.scores].filter((_, i) => p.regions.labels[i]! > 0 === wanted));
  const [good, defect] = [of(false), of(true)];
  if (good.length === 0 || defect.length === 0) return null;
  let wins = 0;
  for (const g of good) for (const d of defect) wins += d > g ? 1 : d === g ? 0.5 : 0;
  return wins / (good.length * defect.length);
}

/** MVTec AD's definition, threshold by threshold: the curve's points, then trapezes up to the bound. */
function slowPro(pictures: readonly Picture[], most: number): number | null {
  const regions = pictures.flatMap((p) =>
    p.regions.sizes.map((size, i) => ({ p, label: i + 1, size })),
  );
  const good = pictures.flatMap((p) => [...p.scores].filter((_, i) => p.regions.labels[i] === 0));
  if (regions.length === 0 || good.length === 0) return null;
  const points = [{ rate: 0, overlap: 0 }];
  for (let level = 9; level >= 0; level--) {
    const overlaps = regions.map(({ p, label, size }) => {
      const over = [...p.scores].filter((s, i) => p.regions.labels[i] === label && s >= level);
      return over.length / size;
    });
    points.push({
      rate: good.filter((s) => s >= level).length / good.length,
      overlap: overlaps.reduce((sum, o) => sum + o, 0) / overlaps.length,
    });
  }
  let area = 0;
  for (let i = 1; i < points.length; i++) {
    const [a, b] = [points[i - 1]!, points[i]!];
    const end = Math.min(b.rate, most);
    if (end <= a.rate) continue;
    const atEnd = a.overlap + ((b.overlap - a.overlap) * (end - a.rate)) / (b.rate - a.rate);
    area += ((end - a.rate) * (a.overlap + atEnd)) / 2;
  }
  return area / most;
}

function close(found: number | null, slow: number | null): void {
  if (slow === null) expect(found).toBeNull();
  else expect(found).toBeCloseTo(slow, 9);
}

test('both areas agree with their slow definitions, over any pictures', study, () => {
  fc.assert(
    fc.property(fc.array(picture, { minLength: 1, maxLength: 4 }), (pictures) => {
      const counts = counted(pictures);
      close(counts.areaUnderRoc(), slowRoc(pictures));
      for (const most of [0.1, 0.3, 1]) close(counts.areaUnderPro(most), slowPro(pictures, most));
    }),
    runs(25, 200),
  );
});

test('scores between the levels move the areas by next to nothing', () => {
  let state = 1;
  const random = () => (state = (state * 16807) % 2147483647) / 2147483647;
  const mask = Uint8Array.from({ length: 30 }, (_, i) => (i % 7 < 2 ? 1 : 0));
  const pictures = Array.from({ length: 20 }, () => ({
    scores: Float32Array.from({ length: 30 }, (_, i) => random() * 5 + (mask[i] ? 2 : 0)),
    regions: regionsOf(mask, width, height),
  }));
  const counts = new PixelCounts(0, 9);
  for (const { scores, regions } of pictures) counts.add(scores, regions);
  expect(counts.areaUnderRoc()).toBeCloseTo(slowRoc(pictures)!, 3);
});

test('a perfect map has areas of one, a map of one value one half', () => {
  const mask = Uint8Array.from({ length: 30 }, (_, i) => (i < 4 ? 1 : 0));
  const regions = regionsOf(mask, width, height);
  const perfect = counted([{ scores: Float32Array.from(mask), regions }]);
  expect(perfect.areaUnderRoc()).toBe(1);
  expect(perfect.areaUnderPro()).toBeCloseTo(1);
  const flat = new PixelCounts(3, 3);
  flat.add(new Float32Array(30).fill(3), regions);
  expect(flat.areaUnderRoc()).toBe(0.5);
});

test('regions touch by sides and corners', () => {
  const rows = ['x.....', '.x...x', '.....x', 'x.....', '......'];
  const mask = Uint8Array.from(rows.join(''), (sign) => (sign === 'x' ? 1 : 0));
  const { labels, sizes } = regionsOf(mask, width, height);
  expect(sizes).toEqual([2, 2, 1]);
  expect(labels[0]).toBe(labels[7]);
  expect(labels[11]).toBe(labels[17]);
});
