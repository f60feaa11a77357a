import { mkdtemp, mkdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { loadTensorRuntime, type SymbolicTensor, type Tensor4D, type Tf } from '#tensors';
import { modelOf, writeBackbone } from '../../../../test/support/layers-model.js';
import { checkImage } from '../check.js';
import { readLayersModel } from '../folder/backbone-files.js';
import { readBackboneManifest } from '../folder/manifest-file.js';
import { openBackbone } from '../open-backbone.js';
import { changedWeights } from './changed-weights.js';
import { openTrainable } from './trainable-backbone.js';

const runtime = await loadTensorRuntime();
const { tf } = runtime;
const size = { width: 32, height: 32 };
let root: string;
beforeAll(async () => void (root = await mkdtemp(join(tmpdir(), 'touchstone-trainable-'))));
afterAll(() => rm(root, { recursive: true }));

/** Two convolutions with batch norm between them, and a third after the tap, which is not trained. */
function layers(use: Tf, input: SymbolicTensor): SymbolicTensor {
  const kernel = { kernelSize: 3, strides: 2, padding: 'same' } as const;
  const first = use.layers.conv2d({ ...kernel, filters: 6, name: 'first' }).apply(input);
  const normed = use.layers.batchNormalization({ name: 'norm' }).apply(first);
  const active = use.layers.reLU({ name: 'active' }).apply(normed);
  const second = use.layers.conv2d({ ...kernel, filters: 5, name: 'second' }).apply(active);
  return use.layers.conv2d({ ...kernel, filters: 4, name: 'third' }).apply(second) as SymbolicTensor; // prettier-ignore
}

async function made(name: string, manifest: object = {}) {
  const folder = join(root, name);
  const model = modelOf(tf, layers, size.height, size.width);
  const taps = [{ layer: 'active' }, { layer: 'second' }];
  const scaling = { mean: [100, 110, 120], deviation: [60, 70, 80] } as const;
  await writeBackbone(folder, model, { taps, colourOrder: 'bgr', gridStride: 4, neighbourhood: 3, scaling: { mean: [...scaling.mean], deviation: [...scaling.deviation] }, ...manifest }); // prettier-ignore
  model.dispose();
  const files = await readLayersModel(folder);
  return { folder, files, manifest: await readBackboneManifest(folder) };
}

/** Largest difference of the patches of one image, as a share of the largest value. */
async function apart(folder: string, patches: (pixels: Tensor4D) => Tensor4D) {
  const backbone = await openBackbone(folder, { runtime, cacheFolder: join(root, 'cache') });
  const image = checkImage(size, 3);
  const embedded = backbone.embed([image]);
  const wanted = Float32Array.from(embedded.patches.dataSync());
  const pixels = Float32Array.from(image.pixels);
  const found = tf.tidy(() => patches(tf.tensor4d(pixels, [1, 32, 32, 3])).dataSync());
  tf.dispose([embedded.patches, embedded.image]);
  backbone.dispose();
  const largest = wanted.reduce((most, v) => Math.max(most, Math.abs(v)), 0);
  return Math.max(...wanted.map((v, i) => Math.abs(v - found[i]!))) / largest;
}

test('gives the patches of the compiled backbone, and names the weights of the convolutions before the taps', async () => {
  const { folder, files, manifest } = await made('plain');
  const before = tf.memory().numTensors;
  const trainable = await openTrainable(tf, files, manifest, size);
  expect(await apart(folder, trainable.patches)).toBeLessThan(1e-5);
  const names = trainable.convolutions.map(({ name }) => name);
  expect(names).toEqual(['first/kernel', 'first/bias', 'second/kernel', 'second/bias']);
  expect(trainable).toMatchObject({ dimensions: 11, grid: { rows: 8, columns: 8 } });
  trainable.dispose();
  expect(tf.memory().numTensors).toBe(before);
});

test('weights that were changed are what the written network computes with; the others stay', async () => {
  const { files, manifest } = await made('base');
  const trainable = await openTrainable(tf, files, manifest, size);
  const second = trainable.convolutions.find(({ name }) => name === 'second/kernel')!;
  tf.tidy(() => second.variable.assign(second.variable.mul(1.5).add(0.1)));
  const values = Float32Array.from(second.variable.dataSync());
  const bytes = changedWeights(tf, files, new Map([['second/kernel', values]]));
  const folder = join(root, 'changed');
  await mkdir(folder);
  await writeFile(join(folder, 'model.json'), bytes.json);
  await writeFile(join(folder, 'weights.bin'), bytes.weights);
  const { sha256 } = bytes;
  await writeFile(join(folder, 'manifest.json'), JSON.stringify({ ...manifest, sha256 }));
  expect(await apart(folder, trainable.patches)).toBeLessThan(1e-5);
  trainable.dispose();
  const [old, next] = [files.bytes, (await readLayersModel(folder)).bytes];
  const changed = old.reduce((sum, byte, at) => sum + (byte === next[at] ? 0 : 1), 0);
  expect(next).toHaveLength(old.length);
  expect(changed).toBeGreaterThan(0);
  expect(changed).toBeLessThanOrEqual(values.byteLength);
});

test('weights that are not there, or of another length, are refused', async () => {
  const { files } = await made('lengths');
  const one = new Float32Array(1);
  expect(() => changedWeights(tf, files, new Map([['fourth/kernel', one]]))).toThrow(/fourth/);
  expect(() => changedWeights(tf, files, new Map([['second/bias', one]]))).toThrow(/5 numbers/);
});

const projection = { dimensions: 2, weights: 'p.bin', sha256: 'a'.repeat(64) };
test.each([
  ['projected patches', { projection }, /projects its patches/],
  ['patches at unit length', { l2Norm: true }, /unit length/],
  ['a tap that is resized bilinearly', { gridStride: 2 }, /bilinearly/],
])('%s cannot be trained', async (name, change, why) => {
  const taps = name.startsWith('a tap') ? { taps: [{ layer: 'second' }, { layer: 'first' }] } : {};
  const { files, manifest } = await made(name.replaceAll(' ', '-'), { ...change, ...taps });
  await expect(openTrainable(tf, files, manifest, size)).rejects.toMatchObject({
    code: 'backbone-invalid',
    message: expect.stringMatching(why) as string,
  });
});
