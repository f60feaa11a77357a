import { expect, test } from 'vitest';
import { burstsByLikeness } from './bursts-by-likeness.js';
import { seededRandom, seededShuffle } from '#numbers';
import { draws, keepFigures, study } from '../../../../test/support/study.js';

/** Vectors like image embeddings: some length that all share, and what parts differ by. */
function line(seed: number, dimensions: number, spread: number) {
  const random = seededRandom(seed);
  const gauss = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  const near = (centre: Float32Array, distance: number, among = centre.length) => {
    const scale = distance / Math.sqrt(2 * among);
    return centre.map((value, i) => (i < among ? value + scale * gauss() : value));
  };
  const length = 128;
  const common = Float32Array.from({ length }, gauss);
  const unit = Math.hypot(...common);
  const centre = common.map((value) => value / unit);
  return { near, part: () => near(centre, spread, dimensions), centre, random };
}

/** Dimensions in which parts differ, their usual distance in lengths of the vector: from a uniform product to a varied one. */
const products = [
  ['uniform', 60, 0.05],
  ['ordinary', 16, 0.1],
  ['varied', 6, 0.3],
] as const;

const groupsOf = (frames: readonly { vector: Float32Array }[]) =>
  burstsByLikeness(frames.map(({ vector }) => vector));

test.each(products)(
  'exchangeable parts are not grouped: a product that is %s',
  study,
  (product, dimensions, spread) => {
    let grouped = 0;
    for (let round = 0; round < 60; round += draws(4, 1)) {
      const { part } = line(round, dimensions, spread);
      const frames = Array.from({ length: 20 + 3 * round }, () => ({ vector: part() }));
      grouped += groupsOf(frames).length > 0 ? 1 : 0;
    }
    expect(grouped).toBeLessThanOrEqual(draws(2, 6));
    keepFigures(`look-alikes among 60 lots of exchangeable parts: a product that is ${product}`, {
      grouped,
    });
  },
);

test.each(products)(
  'bursts of 2 to 20 frames are found whole, in any order: %s',
  (_, dimensions, spread) => {
    const { part, near } = line(7, dimensions, spread);
    const singles = Array.from({ length: 150 }, (_, i) => ({ part: `s${i}`, vector: part() }));
    const bursts = [2, 3, 5, 9, 14, 20].flatMap((count, i) => {
      const centre = part();
      // Sensor noise and moves of a pixel, as measured on real images.
      return Array.from({ length: count }, () => ({ part: `b${i}`, vector: near(centre, 0.012) }));
    });
    const frames = seededShuffle([...singles, ...bursts], 5);
    const groups = groupsOf(frames).map((group) => group.map((place) => frames[place]!.part));
    for (const group of groups) expect(new Set(group).size).toBe(1);
    expect(groups.map((group) => group.length).sort((a, b) => a - b)).toEqual([2, 3, 5, 9, 14, 20]);
  },
);

test('where every part was taken five times, every part is found', () => {
  const { part, near } = line(3, 16, 0.1);
  const frames = Array.from({ length: 40 }, (_, i) => ({ part: i, centre: part() })).flatMap((p) =>
    Array.from({ length: 5 }, () => ({ part: p.part, vector: near(p.centre, 0.012) })),
  );
  const groups = groupsOf(frames);
  expect(groups).toHaveLength(40);
  for (const group of groups) expect(new Set(group.map((i) => frames[i]!.part)).size).toBe(1);
});

test.each([30, 100])(
  'a stuck camera, %i frames of one part among 150 others, is one part',
  (count) => {
    const { part, near } = line(4, 16, 0.1);
    const stuck = part();
    const frames = [
      ...Array.from({ length: 150 }, () => ({ vector: part() })),
      ...Array.from({ length: count }, () => ({ vector: near(stuck, 0.012) })),
    ];
    const groups = groupsOf(frames);
    expect(groups).toHaveLength(1);
    expect(groups[0]!.toSorted((a, b) => a - b)).toEqual(
      Array.from({ length: count }, (_, i) => 150 + i),
    );
  },
);

test('equal images are one part', () => {
  const { part } = line(4, 16, 0.1);
  const twice = part();
  const frames = [...Array.from({ length: 30 }, part), twice, twice, twice];
  expect(burstsByLikeness(frames)).toEqual([[30, 31, 32]]);
});

test.each([
  [2, 40],
  [3, 30],
  [5, 25],
  [10, 12],
])('%i colours of a uniform product, %i parts each, are no bursts', (colours, each) => {
  const { near, centre } = line(6, 128, 0.05);
  const frames = Array.from({ length: colours }, () => near(centre, 0.5)).flatMap((colour) =>
    Array.from({ length: each }, () => ({ vector: near(colour, 0.055) })),
  );
  expect(groupsOf(frames).length).toBeLessThanOrEqual(1);
  for (const group of groupsOf(frames)) expect(group.length).toBe(2);
});

test('a drifting line is not chained into one part', () => {
  const { near, centre } = line(8, 128, 0.05);
  const far = near(centre, 1);
  const frames = Array.from({ length: 200 }, (_, i) => {
    const between = centre.map((value, k) => value + ((far[k]! - value) * i) / 200);
    return { vector: near(between, 0.03) };
  });
  const largest = Math.max(1, ...groupsOf(frames).map((group) => group.length));
  expect(largest).toBeLessThanOrEqual(3);
});

test('with fewer than a dozen vectors nothing is grouped', () => {
  const { part } = line(1, 6, 0.3);
  const twice = part();
  expect(burstsByLikeness([twice, twice, part(), part()])).toEqual([]);
});
