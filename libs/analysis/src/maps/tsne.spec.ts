import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { loadTensorRuntime } from '#tensors';
import { seededRandom } from '#numbers';
import { squaredDistance, vectorAt, vectorsOf } from '../vectors.js';
import { nearestOthers } from './neighbours.js';
import { type Affinities, affinities } from './perplexity.js';
import { trustworthiness } from './trustworthiness.js';
import { TsneGradient } from './tsne-gradient.js';
import { descend, tsne } from './tsne.js';
import { draws, study } from '../../../../test/support/study.js';

/** The results of the reference implementation on the same vectors; the file says which version. */
const reference = JSON.parse(
  readFileSync(join(import.meta.dirname, '../test-data/scikit-learn-maps.json'), 'utf8'),
) as {
  vectors: number[][];
  perplexity: number;
  affinities: [number, number, number][];
  divergence: number;
  divergenceRandom: [number, number];
  map: number[][];
  trustworthiness: number;
  mapped: number;
};
const vectors = vectorsOf(reference.vectors);
const runtime = await loadTensorRuntime();
const { perplexity } = reference;
const near = await nearestOthers(runtime, vectors, 3 * perplexity + 1);
const pairs = affinities(near, perplexity);
const trustOf = async (points: Float64Array) => {
  const map = { values: Float32Array.from(points), count: vectors.count, dimensions: 2 };
  return trustworthiness(
    (i, j) => squaredDistance(vectorAt(vectors, i), vectorAt(vectors, j)),
    await nearestOthers(runtime, map, 7),
  );
};

test('affinities: those of scikit-learn, and they add up to 1', () => {
  const row = reference.affinities.filter(([, , share]) => share > 0);
  const [from, until] = [pairs.offsets[5]!, pairs.offsets[6]!];
  expect([...pairs.others.subarray(from, until)]).toEqual(row.map(([, other]) => other));
  // Its precision is searched in float32.
  row.forEach(([, , share], e) => expect(pairs.shares[from + e]).toBeCloseTo(share, 7));
  expect(pairs.shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 10);
});

test('trustworthiness is the same number as by the reference', async () => {
  expect(await trustOf(Float64Array.from(reference.map.flat()))).toBeCloseTo(
    reference.trustworthiness,
    8,
  );
});

test(
  't-SNE: from random starts the divergence ends where that of scikit-learn does',
  study,
  async () => {
    const ends: number[] = [];
    for (let seed = 0; seed < draws(3, 5); seed++)
      ends.push(
        await descend(
          randomPoints(seed).map((v) => v * 1e-5),
          pairs,
          1000,
        ),
      );
    const [least, most] = reference.divergenceRandom;
    expect(Math.abs(Math.min(...ends) - least)).toBeLessThan(0.015);
    expect(Math.max(...ends)).toBeLessThan(most * 1.05);
  },
);

test('t-SNE: maps are as good as those of scikit-learn, and the same again', study, async () => {
  const maps = [];
  for (const seed of [1, 2, 3].slice(0, draws(1, 3)))
    maps.push(await tsne(runtime, vectors, { seed, perplexity }));
  // Rounding decides in which of several valleys a descent ends, here as in the reference: its starts differ by a tenth.
  const ends = maps.map(({ divergence }) => divergence);
  expect(Math.min(...ends)).toBeLessThan(reference.divergence * 1.05);
  expect(Math.max(...ends)).toBeLessThan(reference.divergenceRandom[1] * 1.05);
  const map = maps[0]!;
  expect(await trustOf(map.points)).toBeGreaterThan(reference.mapped - 0.01);
  const again = await tsne(runtime, vectors, { seed: 1, perplexity });
  expect(again.points).toEqual(map.points);
});

test('the gradient is the slope of the divergence, all pairs looked at', () => {
  const points = randomPoints(3);
  const slope = new TsneGradient(pairs, 0);
  const gradient = slope.at(points, 1).slice();
  for (const i of [0, 17, 100, 239]) {
    const beside = (by: number) => slope.divergence(points.with(i, points[i]! + by));
    expect(gradient[i]).toBeCloseTo((beside(1e-4) - beside(-1e-4)) / 2e-4, 7);
  }
});

test('cells in place of far points change the gradient by little', () => {
  const points = randomPoints(4);
  const exact = new TsneGradient(pairs, 0).at(points, 1);
  const [near, wrong] = [new TsneGradient(pairs, 0.5).at(points, 1), length(exact)];
  expect(length(exact.map((g, i) => g - near[i]!))).toBeLessThan(0.02 * wrong);
  expect(slowDivergence(pairs, points)).toBeCloseTo(new TsneGradient(pairs, 0).divergence(points), 10); // prettier-ignore
});

test('points in one place: the sums stay what looking at every pair gives', () => {
  const points = randomPoints(5);
  points.copyWithin(20, 0, 20);
  expect(new TsneGradient(pairs, 0).divergence(points)).toBeCloseTo(slowDivergence(pairs, points), 10); // prettier-ignore
  expect(new TsneGradient(pairs, 0.5).at(points, 1).every(Number.isFinite)).toBe(true);
});

test('an abort ends it at the next turn', async () => {
  const stop = new AbortController();
  let last = 0;
  const onProgress = ({ done }: { done: number }) => {
    last = done;
    if (done === 3) stop.abort(new Error('enough'));
  };
  const running = descend(randomPoints(6), pairs, 100, { signal: stop.signal, onProgress });
  await expect(running).rejects.toThrow('enough');
  expect(last).toBe(3);
});

function randomPoints(seed: number): Float64Array {
  const random = seededRandom(seed);
  return Float64Array.from({ length: 2 * vectors.count }, () => 20 * random() - 10);
}

function slowDivergence({ offsets, others, shares }: Affinities, points: Float64Array): number {
  const q = (i: number, j: number) =>
    1 / (1 + (points[2 * i]! - points[2 * j]!) ** 2 + (points[2 * i + 1]! - points[2 * j + 1]!) ** 2); // prettier-ignore
  let [all, divergence] = [0, 0];
  for (let i = 0; i < vectors.count; i++)
    for (let j = 0; j < vectors.count; j++) if (i !== j) all += q(i, j);
  for (let i = 0; i < vectors.count; i++)
    for (let e = offsets[i]!; e < offsets[i + 1]!; e++)
      if (shares[e]! > 0) divergence += shares[e]! * Math.log(shares[e]! / (q(i, others[e]!) / all)); // prettier-ignore
  return divergence;
}

function length(values: Float64Array): number {
  return Math.sqrt(values.reduce((sum, v) => sum + v * v, 0));
}
