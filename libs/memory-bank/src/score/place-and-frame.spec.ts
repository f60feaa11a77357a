import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import type { ScoreReference, ScoreSettings } from '#contracts';
import { loadTensorRuntime, type TensorRuntime } from '#tensors';
import { buildBank } from '../build-bank.js';
import { scorerOf } from './image-score.js';
import { seededRandom } from '#numbers';
import { crossFittedScores, scoreReferenceOf, type HeldOutMap } from './score-reference.js';

const settings: ScoreSettings = { method: 'place-and-frame', worst: 4, neighbours: 1 };
const grid = { rows: 3, columns: 4 };
const size = 12;
let runtime: TensorRuntime;
beforeAll(async () => {
  runtime = await loadTensorRuntime();
});

const never = () => [];
const distance = fc.double({ min: 0.1, max: 9, noNaN: true });
const mapOf = fc
  .array(distance, { minLength: size, maxLength: size })
  .map((v) => Float32Array.from(v));
const maskOf = fc.option(
  fc
    .array(fc.constantFrom(0, 1), { minLength: size, maxLength: size })
    .filter((mask) => mask.filter((one) => one === 1).length > 1)
    .map((mask) => Uint8Array.from(mask)),
);

/** The definition, written out. */
function slowReference(maps: readonly HeldOutMap[], mask: Uint8Array | null): ScoreReference {
  const folds = [...new Set(maps.map(({ fold }) => fold))];
  const parts = maps.map(({ map, fold }) => {
    const others = folds.length > 1 ? maps.filter((one) => one.fold !== fold) : maps;
    return slowParts(map, slowUsual(others, mask), mask);
  });
  const centre = (values: number[]) => {
    const median = slowQuantile(values, 0.5);
    const spread = slowQuantile(values, 0.9) - median;
    return { median, spread: spread > 0 ? spread : 1 };
  };
  return {
    ...grid,
    ...slowUsual(maps, mask),
    place: centre(parts.map(({ place }) => place)),
    frame: centre(parts.map(({ frame }) => frame)),
  };
}

function slowUsual(maps: readonly HeldOutMap[], mask: Uint8Array | null) {
  const places = Array.from({ length: size }, (_, i) => i);
  const counts = (i: number) => !mask || mask[i] === 1;
  const all = maps.flatMap(({ map }) => [...map].filter((_, i) => counts(i)));
  const at = (i: number) => maps.map(({ map }) => map[i]!);
  const mean = places.map((i) => (counts(i) ? average(at(i)) : 0));
  const floor = 0.25 * deviation(all) || 1;
  return { mean, deviation: places.map((i) => (counts(i) ? deviation(at(i)) : 0) + floor) };
}

function slowParts(
  map: Float32Array,
  usual: ReturnType<typeof slowUsual>,
  mask: Uint8Array | null,
) {
  const places = Array.from({ length: size }, (_, i) => i).filter((i) => !mask || mask[i] === 1);
  const near = (i: number, j: number) =>
    Math.abs(Math.floor(i / 4) - Math.floor(j / 4)) <= 1 && Math.abs((i % 4) - (j % 4)) <= 1;
  const excess = places.map((i) => {
    const most = Math.max(...places.filter((j) => near(i, j)).map((j) => usual.mean[j]!));
    return (map[i]! - most) / usual.deviation[i]!;
  });
  const values = places.map((i) => map[i]!);
  const least = 0.1 * average(places.map((i) => usual.mean[i]!));
  const median = Math.max(slowQuantile(values, 0.5), least);
  return { place: worst(excess), frame: worst(values) / median };
}

const average = (values: readonly number[]) => values.reduce((a, b) => a + b, 0) / values.length;
const worst = (values: readonly number[]) =>
  average([...values].sort((a, b) => b - a).slice(0, settings.worst));
function deviation(values: readonly number[]): number {
  const mean = average(values);
  return Math.sqrt(average(values.map((v) => (v - mean) ** 2)));
}
function slowQuantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const place = share * (sorted.length - 1);
  const low = sorted[Math.floor(place)]!;
  return low + (place % 1) * (sorted[Math.ceil(place)]! - low);
}

const normals = (folds: number) =>
  fc
    .array(mapOf, { minLength: 2 * folds, maxLength: 15 })
    .map((maps) => maps.map((map, i): HeldOutMap => ({ map, fold: i % folds })));

function close(found: number, expected: number): void {
  expect(Math.abs(found - expected)).toBeLessThan(1e-3 * Math.max(1, Math.abs(expected)));
}

test('reference, score and map agree with the definition written out, with and without a mask', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 5 }).chain(normals),
      mapOf,
      maskOf,
      (maps, unseen, mask) => {
        const reference = scoreReferenceOf(maps, { ...grid, worst: settings.worst, mask });
        const slow = slowReference(maps, mask);
        reference.mean.forEach((mean, i) => close(mean, slow.mean[i]!));
        reference.deviation.forEach((deviation, i) => close(deviation, slow.deviation[i]!));
        for (const part of ['place', 'frame'] as const)
          close(reference[part].median, slow[part].median);
        const { imageScore, map } = scorerOf(settings, mask, reference)(unseen, never);
        const parts = slowParts(unseen, reference, mask);
        const expected =
          ((parts.place - reference.place.median) / reference.place.spread +
            (parts.frame - reference.frame.median) / reference.frame.spread) /
          2;
        close(imageScore, expected);
        // The mean of the worst of the map is never over the score: patch colours cannot exceed the frame's.
        const shown = [...map].filter((_, i) => !mask || mask[i] === 1);
        expect(worst(shown)).toBeLessThan(imageScore + 1e-3 * Math.max(1, Math.abs(imageScore)));
        map.forEach((v, i) => expect(!mask || mask[i] === 1 || v === 0).toBe(true));
      },
    ),
  );
});

test('a normal has no say in what is usual for itself', () => {
  fc.assert(
    fc.property(normals(3), mapOf, (maps, other) => {
      const known = { ...grid, worst: settings.worst, mask: null };
      const before = crossFittedScores(maps, known);
      const changed = maps.map((one, i) => (i === 0 ? { ...one, map: other } : one));
      const after = crossFittedScores(changed, known);
      maps.forEach(({ fold }, i) => {
        if (fold === maps[0]!.fold && i > 0) expect(after[i]).toBe(before[i]);
      });
      const rest = maps.filter(({ fold }) => fold !== maps[0]!.fold);
      const reference = scoreReferenceOf(rest, known);
      expect(before[0]).toBe(scorerOf(settings, null, reference)(maps[0]!.map, never).imageScore);
    }),
  );
});

test.each([5, 10, 50])(
  'held-out scores of %i normals let through what they promise, and in-sample ones do not',
  (count) => {
    const random = seededRandom(count);
    // Places of different level and spread, frames of different contrast, a heavy tail.
    const draw = () => {
      const contrast = 1 + random();
      return Float32Array.from(
        { length: size },
        (_, i) => contrast * (1 + (i % 5) + (1 + (i % 3)) * -Math.log(1 - random()) * 0.5),
      );
    };
    const known = { ...grid, worst: settings.worst, mask: null };
    const [runs, unseen] = [200, 20];
    let [honest, naive] = [0, 0];
    for (let run = 0; run < runs; run++) {
      const maps = Array.from({ length: count }, (_, i) => ({ map: draw(), fold: i % 5 }));
      const reference = scoreReferenceOf(maps, known);
      const scorer = scorerOf(settings, null, reference);
      const largest = Math.max(...crossFittedScores(maps, known));
      const inSample = Math.max(...maps.map(({ map }) => scorer(map, never).imageScore));
      for (let i = 0; i < unseen; i++) {
        const { imageScore } = scorer(draw(), never);
        if (imageScore > largest) honest++;
        if (imageScore > inSample) naive++;
      }
    }
    const promised = 1 / (count + 1);
    expect(honest / (runs * unseen)).toBeLessThan(promised * 1.15);
    if (count <= 10) expect(naive / (runs * unseen)).toBeGreaterThan(promised * 1.15);
  },
);

test('normals that are all alike, and frames of nothing but noughts, still score finite', () => {
  const same = Array.from({ length: 10 }, (_, i) => ({ map: new Float32Array(size), fold: i % 5 }));
  const reference = scoreReferenceOf(same, { ...grid, worst: 4, mask: null });
  const scorer = scorerOf(settings, null, reference);
  for (const value of [0, 7]) {
    const { imageScore, map } = scorer(new Float32Array(size).fill(value), never);
    expect(Number.isFinite(imageScore)).toBe(true);
    expect(map.every(Number.isFinite)).toBe(true);
  }
});

test('without a reference, or with one of another grid, the score is refused by name', async () => {
  expect(() => scorerOf(settings, null, null)).toThrow(/has none/);
  const frame = { normalId: 'a', ...grid, dimensions: 2, patches: new Float32Array(24).fill(1) };
  const bank = await buildBank(runtime, [frame], { rows: 5, seed: 1 });
  const tensor = runtime.tf.zeros([1, 3, 4, 2]);
  const maps = [{ map: new Float32Array(6), fold: 0 }];
  const reference = scoreReferenceOf(maps, { rows: 2, columns: 3, worst: 1, mask: null });
  await expect(bank.score(tensor as never, settings, { reference })).rejects.toThrow(
    /another grid/,
  );
  tensor.dispose();
  bank.dispose();
});
