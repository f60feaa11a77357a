import { UMAP } from 'umap-js';
import { expect, test } from 'vitest';
import { loadTensorRuntime } from '#tensors';
import { seededRandom } from '#numbers';
import { squaredDistance, vectorAt, vectorsOf } from '../vectors.js';
import { fuzzyGraph } from './fuzzy-graph.js';
import { nearestAmong, nearestOthers, type Neighbours } from './neighbours.js';
import { placePoints } from './place-points.js';
import { trustworthiness } from './trustworthiness.js';
import { a, b, layOut } from './umap-layout.js';
import { pullsOf, umap } from './umap.js';

/** The fields that the port of the reference keeps inside. */
interface Inside {
  graph: { getAll(): { value: number; row: number; col: number }[] };
  embedding: number[][];
  optimizationState: {
    head: number[];
    tail: number[];
    epochsPerSample: number[];
    a: number;
    b: number;
  };
}

const runtime = await loadTensorRuntime();
const neighbours = 10;
const count = 150;
const vectors = clusters();
const near = await nearestOthers(runtime, vectors, neighbours - 1);

/** The port of the reference on the same neighbours and random numbers. */
function reference(turns: number, random = seededRandom(5)) {
  const map = new UMAP({ random, nNeighbors: neighbours, nEpochs: turns });
  const rows = Array.from({ length: count }, (_, i) => i);
  const part = (values: ArrayLike<number>, i: number) =>
    Array.from(values).slice(i * near.k, (i + 1) * near.k);
  map.setPrecomputedKNN(
    rows.map((i) => [i, ...part(near.places, i)]),
    rows.map((i) => [0, ...part(near.distances, i)]),
  );
  map.initializeFit(rows.map((i) => [...vectorAt(vectors, i)]));
  return { map, inside: map as unknown as Inside };
}

test('the neighbours are those of looking at every pair', () => {
  for (const i of [0, 70, 149]) {
    const slow = Array.from({ length: count }, (_, j) => ({ j, far: distance(i, j) }))
      .filter(({ j }) => j !== i)
      .sort((a, b) => a.far - b.far)
      .slice(0, near.k);
    expect([...near.places.subarray(i * near.k, (i + 1) * near.k)]).toEqual(slow.map(({ j }) => j));
    slow.forEach(({ far }, j) => expect(near.distances[i * near.k + j]).toBeCloseTo(Math.sqrt(far), 12)); // prettier-ignore
  }
});

test('the fuzzy graph is that of umap-js, weight by weight', () => {
  const graph = fuzzyGraph(near);
  const expected = reference(100)
    .inside.graph.getAll()
    .filter(({ value }) => value > 0)
    .sort((x, y) => x.row - y.row || x.col - y.col);
  expect([...graph.heads]).toEqual(expected.map(({ row }) => row));
  expect([...graph.tails]).toEqual(expected.map(({ col }) => col));
  expected.forEach(({ value }, e) => expect(graph.weights[e]).toBeCloseTo(value, 10));
});

test('pairs are pulled as often as in umap-js', () => {
  const { head, tail, epochsPerSample } = reference(100).inside.optimizationState;
  const said = new Map(head.map((h, e) => [h * count + tail[e]!, epochsPerSample[e]!]));
  const pulls = pullsOf(fuzzyGraph(near), 100);
  expect(pulls.heads.length).toBe(said.size);
  pulls.heads.forEach((h, e) =>
    expect(pulls.everyTurns[e]).toBeCloseTo(said.get(h * count + pulls.tails[e]!)!, 8),
  );
});

test('turn by turn the points go where those of umap-js go', async () => {
  const turns = 12;
  const { map, inside } = reference(turns);
  const { head, tail, epochsPerSample } = inside.optimizationState;
  // Its own fit of these two stops early.
  Object.assign(inside.optimizationState, { a, b });
  const points = Float64Array.from(inside.embedding.flat());
  // The start took as many numbers of the sequence as there are coordinates.
  const random = seededRandom(5);
  for (let i = 0; i < points.length; i++) random();
  const pulls = {
    heads: Int32Array.from(head),
    tails: Int32Array.from(tail),
    everyTurns: Float64Array.from(epochsPerSample),
  };
  await layOut(points, pulls, turns, random);
  for (let turn = 0; turn < turns; turn++) map.step();
  map
    .getEmbedding()
    .flat()
    .forEach((v, i) => expect(points[i]).toBeCloseTo(v, 4));
});

test('a whole map is as trustworthy as that of umap-js, and the same again', async () => {
  const options = { seed: 2, neighbours, turns: 200 };
  const points = await umap(runtime, vectors, options);
  const { map } = reference(200);
  for (let turn = 0; turn < 200; turn++) map.step();
  const theirs = Float64Array.from(map.getEmbedding().flat());
  expect(await trustOf(points)).toBeGreaterThan((await trustOf(theirs)) - 0.01);
  expect(await trustOf(points)).toBeGreaterThan(0.9);
  expect(await umap(runtime, vectors, options)).toEqual(points);
  expect(await umap(runtime, vectors, { ...options, seed: 3 })).not.toEqual(points);
});

test('copies of one picture and a constant axis do no harm', async () => {
  const same = vectorsOf(Array.from({ length: 40 }, (_, i) => [1, i < 30 ? 2 : i, 3]));
  const points = await umap(runtime, same, { seed: 1 });
  expect(points.every(Number.isFinite)).toBe(true);
});

test('a placed point lies among its neighbours; one that is on the map lies near itself', async () => {
  const points = await umap(runtime, vectors, { seed: 2, neighbours, turns: 200 });
  const among = await nearestAmong(runtime, vectors, vectors, 5);
  const placed = placePoints(among, points);
  const spread = Math.max(...points) - Math.min(...points);
  const off = Array.from({ length: count }, (_, i) =>
    Math.hypot(placed[2 * i]! - points[2 * i]!, placed[2 * i + 1]! - points[2 * i + 1]!),
  ).sort((a, b) => a - b);
  expect(off[count / 2]).toBeLessThan(0.05 * spread);
  const one: Neighbours = { count: 1, k: 1, places: Int32Array.of(7), distances: Float64Array.of(2) }; // prettier-ignore
  expect([...placePoints(one, points)]).toEqual([points[14], points[15]]);
});

test('no tensor is left', async () => {
  const before = runtime.tf.memory().numTensors;
  await umap(runtime, vectors, { seed: 1, turns: 5 });
  const aborted = umap(runtime, vectors, { seed: 1, signal: AbortSignal.abort() });
  await expect(aborted).rejects.toThrow();
  expect(runtime.tf.memory().numTensors).toBe(before);
});

test('three pictures are no map', async () => {
  const few = vectorsOf([[1], [2], [3]]);
  await expect(umap(runtime, few, { seed: 1 })).rejects.toThrow('at least 4 pictures');
});

function clusters() {
  const random = seededRandom(9);
  return vectorsOf(
    Array.from({ length: count }, (_, i) =>
      Array.from({ length: 8 }, (_, c) => 4 * Math.sin((i % 5) * (c + 1)) + 2 * random()),
    ),
  );
}

function distance(i: number, j: number): number {
  return squaredDistance(vectorAt(vectors, i), vectorAt(vectors, j));
}

async function trustOf(points: Float64Array): Promise<number> {
  const flat = { values: Float32Array.from(points), count, dimensions: 2 };
  return trustworthiness(distance, await nearestOthers(runtime, flat, 7));
}
