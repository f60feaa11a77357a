import { expect, test } from 'vitest';
import { vectorsOf } from '#analysis';
import { seededRandom } from '#numbers';
import { loadTensorRuntime } from '#tensors';
import type { Tools } from '../../../libs/training/src/kinds/station-images.js';
import { compareWays } from '../../../libs/training/src/comparison/compare-ways.js';
import type { DescribedWays } from '../../../libs/training/src/comparison/describe-ways.js';
import {
  headSettings,
  inputOf,
  judgeWay,
} from '../../../libs/training/src/comparison/judge-way.js';
import { splitByLabel } from '../../../libs/training/src/kinds/split.js';
import {
  dimensionsOf,
  waysOf,
  type Combination,
} from '../../../libs/training/src/comparison/combinations.js';

const runtime = await loadTensorRuntime();
const [inputs, views] = [8, 20];
// The heads' width is all that is asked of the backbone.
const tools = { runtime, backbone: { dimensions: inputs } } as unknown as Tools;
const labels = Array.from({ length: 120 }, (_, i) => (i % 2 === 0 ? 'dent' : 'stain'));

/** Kinds differ in the first number alone, among louder ones; good parts lie near the origin. */
function described(): DescribedWays {
  const random = seededRandom(5);
  const noise = () => Array.from({ length: inputs - 1 }, () => 4 * random() - 2);
  const rows = labels.map((_, i) => [i % 2 === 0 ? 1 : -1, ...noise()]);
  const base = vectorsOf(rows);
  // The same view often: it makes an epoch long enough to learn something before patience ends.
  const { values } = vectorsOf(rows.flatMap((row) => Array.from({ length: views }, () => row)));
  const learning = { inputs, items: labels.length, views, values, base };
  const near = (count: number) =>
    vectorsOf(
      Array.from({ length: count }, (_, i) => [
        0.01 * (i + 1),
        ...new Array<number>(inputs - 1).fill(0),
      ]),
    );
  return {
    learning: new Map([['gap', learning]]),
    normals: new Map([['gap', near(6)]]),
    good: new Map([['gap', near(4)]]),
    patchScores: { good: [], defects: [] },
  };
}

const plain: Combination = { pooling: 'gap', l2Norm: false, head: 'none' };
const training = { objective: 'cross-entropy', epochs: 12, seed: 1 } as const;

test('without a head the vectors are judged as they are; defects far from the good parts are told from them', async () => {
  const split = splitByLabel(labels, 1);
  const input = inputOf(described(), labels, plain);
  expect(input.learning.values).toEqual(described().learning.get('gap')!.values);
  const figures = await judgeWay(plain, input, split, training, tools);
  expect(figures.imageAuroc).toBe(1);
  expect(figures.precisionAt5).toBeLessThan(0.9);
});

test('a head that learned the kinds finds them where the plain vectors do not, and leaves no tensors', async () => {
  const way = { ...plain, head: 'linear' } as const;
  const split = splitByLabel(labels, 1);
  const input = inputOf(described(), labels, way);
  const before = runtime.tf.memory().numTensors;
  const trained = await judgeWay(way, input, split, training, tools);
  expect(runtime.tf.memory().numTensors).toBe(before);
  const bare = await judgeWay(plain, input, split, training, tools);
  expect(trained.precisionAt5).toBeGreaterThan(bare.precisionAt5);
});

test('the judging images teach nothing: with their labels turned around the head is the same', async () => {
  const way = { ...plain, head: 'linear' } as const;
  const split = splitByLabel(labels, 1);
  const other = labels.map((label, i) =>
    split.judge.includes(i) ? (label === 'dent' ? 'stain' : 'dent') : label,
  );
  const one = await judgeWay(way, inputOf(described(), labels, way), split, training, tools);
  const turned = await judgeWay(way, inputOf(described(), other, way), split, training, tools);
  expect(turned).toEqual(one);
});

test('L2 norm: all vectors have unit length', () => {
  const { learning, good } = inputOf(described(), labels, { ...plain, l2Norm: true });
  for (let i = 0; i < labels.length * views; i++)
    expect(Math.hypot(...learning.values.subarray(i * inputs, (i + 1) * inputs))).toBeCloseTo(1, 5);
  expect(Math.hypot(...good!.values.subarray(inputs, 2 * inputs))).toBeCloseTo(1, 5);
});

test('a learning rate falls as the inputs grow, and never rises', () => {
  const rate = (width: number) => headSettings(plain, width, 128, training).learningRate;
  expect(rate(32_768)).toBeCloseTo(rate(128) / 256, 12);
  expect(rate(64)).toBe(rate(128));
});

test('every way has figures of every seed, the same whichever ways are beside it; it can be stopped', async () => {
  const ways = waysOf({ poolings: ['gap'], l2Norms: [true, false], heads: ['none', 'linear'] });
  const plan = { ways, labels, objective: 'cross-entropy', epochs: 5, seeds: [1, 2] } as const;
  const reports: number[] = [];
  const all = await compareWays(described(), plan, tools, { onWay: (done) => reports.push(done) });
  expect(all.map(({ length }) => length)).toEqual([2, 2, 2, 2]);
  expect(reports.at(-1)).toBe(7);
  const [alone] = await compareWays(described(), { ...plan, ways: [ways[3]!] }, tools);
  expect(alone).toEqual(all[3]);
  const stopped = AbortSignal.abort(new Error('stopped'));
  await expect(compareWays(described(), plan, tools, { signal: stopped })).rejects.toThrow('stopped'); // prettier-ignore
});

test('a flattened grid keeps every number until a head makes it as short as a patch', () => {
  const backbone = { grid: { rows: 16, columns: 16 }, dimensions: 128 };
  expect(dimensionsOf({ ...plain, pooling: 'flatten' }, backbone)).toBe(32_768);
  expect(dimensionsOf({ ...plain, pooling: 'flatten', head: 'mlp' }, backbone)).toBe(128);
  expect(dimensionsOf(plain, backbone)).toBe(128);
});
