import { createHash } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { BackboneManifestInput } from '#contracts';
import { loadTensorRuntime, type SymbolicTensor } from '#tensors';
import { randomise, writeBackbone } from '../../support/layers-model.js';
import { checkImage, checkTolerance, difference } from '../../../libs/embedding/src/check.js';
import { openBackbone, type OpenOptions } from '../../../libs/embedding/src/open-backbone.js';

const runtime = await loadTensorRuntime();
const { tf } = runtime;
const size = { width: 32, height: 32 };
let root: string;

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'touchstone-open-'));
});
afterAll(() => rm(root, { recursive: true }));

/** Two taps: `early` at stride 2 with 4 channels, `late` at stride 4 with 6. */
function twoTaps() {
  const { layers } = tf;
  const input = tf.input({ shape: [32, 32, 3], name: 'pixels' });
  const apply = (layer: { apply(x: SymbolicTensor): unknown }, x: SymbolicTensor) =>
    layer.apply(x) as SymbolicTensor;
  const convolve = (filters: number, name: string) =>
    layers.conv2d({
      filters,
      kernelSize: 3,
      strides: 2,
      padding: 'same',
      name,
      activation: 'relu',
    });
  const early = apply(convolve(4, 'early'), input);
  const late = apply(
    convolve(6, 'late'),
    apply(layers.batchNormalization({ name: 'norm' }), early),
  );
  const beyond = apply(layers.upSampling2d({ name: 'beyond_the_taps' }), late);
  const model = tf.model({ inputs: input, outputs: beyond, name: 'two_taps' });
  randomise(tf, model, 3);
  return model;
}

const taps = [{ layer: 'early' }, { layer: 'late' }];

async function folderWith(
  manifest: Partial<BackboneManifestInput>,
  files: Record<string, Buffer> = {},
) {
  const folder = await mkdtemp(join(root, 'backbone-'));
  await writeBackbone(folder, twoTaps(), { taps, ...manifest });
  for (const [name, bytes] of Object.entries(files)) await writeFile(join(folder, name), bytes);
  return folder;
}

async function open(folder: string, options: Partial<OpenOptions> = {}) {
  return openBackbone(folder, { runtime, cacheFolder: join(folder, 'cache'), ...options });
}

/** Rows of a projection that adds up all inputs, and a bias of 1. */
function projectionFile(dimensions: number, inputs: number) {
  const numbers = new Float32Array(dimensions * (inputs + 1))
    .fill(0.5)
    .fill(1, dimensions * inputs);
  const bytes = Buffer.from(numbers.buffer);
  return { bytes, sha256: createHash('sha256').update(bytes).digest('hex') };
}

const small = projectionFile(5, 10);
const flat = projectionFile(3, 10 * 8 * 8);
const manifests: Record<string, [Partial<BackboneManifestInput>, number, number]> = {
  plain: [{}, 10, 10],
  'finer grid': [{ gridStride: 2 }, 10, 10],
  'bilinear to a coarser grid': [
    { gridStride: 8, taps: [{ layer: 'late', resize: 'bilinear' }] },
    6,
    6,
  ],
  'neighbourhood of 3': [{ neighbourhood: 3 }, 10, 10],
  'BGR, other scaling': [
    { colourOrder: 'bgr', scaling: { mean: [120, 110, 100], deviation: [50, 60, 70] } },
    10,
    10,
  ],
  'L2 norm, GMP': [{ l2Norm: true, imageEmbedding: { pooling: 'gmp' } }, 10, 10],
  'projections, flatten and dense': [
    {
      projection: { dimensions: 5, weights: 'small.bin', sha256: small.sha256 },
      imageEmbedding: {
        pooling: 'flatten-dense',
        projection: { dimensions: 3, weights: 'flat.bin', sha256: flat.sha256 },
        l2Norm: false,
      },
    },
    5,
    3,
  ],
};
const hidden = projectionFile(7, 10);
const last = projectionFile(5, 7);
const mlp = Buffer.concat([hidden.bytes, last.bytes]);
const mlpProjection = {
  dimensions: 5,
  hidden: 7,
  weights: 'mlp.bin',
  sha256: createHash('sha256').update(mlp).digest('hex'),
};
manifests['projections with hidden units'] = [
  { projection: mlpProjection, imageEmbedding: { projection: mlpProjection } },
  5,
  5,
];
const projections = { 'mlp.bin': mlp, 'small.bin': small.bytes, 'flat.bin': flat.bytes };

const engines = [runtime.backend, ...(runtime.onnx ? ['onnx' as const] : [])];
const each = engines.flatMap((engine) =>
  Object.entries(manifests).map(([name, wanted]) => ({ engine, name, wanted })),
);
test.each(each)('$name on $engine: as the layers give it', async ({ engine, wanted }) => {
  const [manifest, d, e] = wanted;
  // Opening compares with the layers; a difference beyond the tolerance would throw.
  const folder = await folderWith(manifest, projections);
  const backbone = await open(folder, { engine });
  expect(backbone).toMatchObject({ backend: engine, dimensions: d, imageDimensions: e, size });
  const { patches, image } = backbone.embed([checkImage(size, 5)]);
  expect(patches.shape).toEqual([1, backbone.grid.rows, backbone.grid.columns, d]);
  expect(image.shape).toEqual([1, e]);
  const [entry] = await readdir(join(folder, 'cache'));
  const stored = JSON.parse(
    await readFile(join(folder, 'cache', entry!, 'entry.json'), 'utf8'),
  ) as {
    check: { patches: number; tolerance: number };
  };
  expect(stored.check.tolerance).toBe(checkTolerance);
  expect(stored.check.patches).toBeLessThan(checkTolerance);
  tf.dispose([patches, image]);
  backbone.dispose();
});

test('a head for defects gives what is taken by hand: halves and ones, ReLU, halves and ones, unit length', async () => {
  const folder = await folderWith({ defectEmbedding: { projection: mlpProjection } }, projections);
  const backbone = await open(folder);
  const vector = Float32Array.from({ length: 10 }, (_, c) => c - 6);
  // Each hidden unit is relu(0.5 * -15 + 1) = 0, so that every output is its bias, 1.
  const found = backbone.defectHead!(vector);
  expect(found).toHaveLength(5);
  for (const value of found) expect(value).toBeCloseTo(1 / Math.sqrt(5), 6);
  const plain = await open(await folderWith({}));
  expect(plain.defectHead).toBeUndefined();
  expect(backbone.hash).toBe(plain.hash);
  for (const one of [backbone, plain]) one.dispose();
});

test('a projection gives what is taken by hand: W of halves, b of ones', async () => {
  const { projection } = manifests['projections, flatten and dense']![0];
  const [plain, projected] = await Promise.all([
    open(await folderWith({})),
    open(await folderWith({ projection }, projections)),
  ]);
  const picture = [checkImage(size, 6)];
  const [before, after] = [plain.embed(picture).patches, projected.embed(picture).patches];
  const expected = before.sum(-1, true).mul(0.5).add(1).tile([1, 1, 1, 5]);
  expect(difference(after, expected)).toBeLessThan(1e-5);
});

test('a batch gives what its images give alone, whatever slices it is run in', async () => {
  const backbone = await open(await folderWith({}));
  const images = [1, 2, 3, 4, 5, 6, 7].map((seed) => checkImage(size, seed));
  const together = backbone.embed(images).patches;
  const alone = tf.concat(images.map((image) => backbone.embed([image]).patches));
  expect(difference(together, alone)).toBeLessThan(1e-5);
});

test.each(engines)('bilinear between odd sizes on %s', async (engine) => {
  const manifest = { gridStride: 9, taps: [{ layer: 'late', resize: 'bilinear' as const }] };
  const options = { engine, size: { width: 50, height: 30 } };
  const backbone = await open(await folderWith(manifest), options);
  expect(backbone.grid).toEqual({ rows: 4, columns: 6 });
  backbone.dispose();
});

test('another size is compiled for that size', async () => {
  const backbone = await open(await folderWith({}), { size: { width: 50, height: 30 } });
  expect(backbone.grid).toEqual({ rows: 8, columns: 13 });
  expect(() => backbone.embed([checkImage(size, 1)])).toThrow(/resize it first/);
  backbone.dispose();
});

test('no tensor stays but the results, nor any after disposal', async () => {
  const folder = await folderWith({});
  const before = tf.memory().numTensors;
  const backbone = await open(folder);
  const open1 = tf.memory().numTensors;
  const { patches, image } = backbone.embed([checkImage(size, 1), checkImage(size, 2)]);
  expect(tf.memory().numTensors).toBe(open1 + 2);
  tf.dispose([patches, image]);
  backbone.dispose();
  backbone.dispose();
  expect(tf.memory().numTensors).toBe(before);
  expect(() => backbone.embed([checkImage(size, 1)])).toThrow(/disposed/);
});

test('two openings of one folder live on their own', async () => {
  const folder = await folderWith({});
  const [first, second] = await Promise.all([open(folder), open(folder)]);
  expect(second.hash).toBe(first.hash);
  const expected = first.embed([checkImage(size, 1)]).patches;
  first.dispose();
  expect(difference(second.embed([checkImage(size, 1)]).patches, expected)).toBe(0);
  second.dispose();
});

test('what changes the embeddings changes the hash', async () => {
  const hashes = new Set<string>();
  for (const [manifest] of Object.values(manifests))
    hashes.add((await open(await folderWith(manifest, projections))).hash);
  hashes.add((await open(await folderWith({}), { size: { width: 48, height: 32 } })).hash);
  expect(hashes.size).toBe(Object.keys(manifests).length + 1);
  const described = await open(await folderWith({ description: 'other words', name: 'other' }));
  expect(hashes).toContain(described.hash);
});

test.each([
  ['entry.json', 'cut off'],
  ['saved_model.pb', 'cut off'],
  ['model.onnx', 'cut off'],
])('a cache entry whose %s is %s is made anew', async (file) => {
  const engine = file === 'saved_model.pb' ? 'native' : 'onnx';
  if (!engines.includes(engine)) return;
  const folder = await folderWith({});
  const backbone = await open(folder, { engine });
  const expected = backbone.embed([checkImage(size, 1)]).patches;
  backbone.dispose();
  const [entry] = await readdir(join(folder, 'cache'));
  await truncate(join(folder, 'cache', entry!, file), 20);
  const again = await open(folder, { engine });
  expect(difference(again.embed([checkImage(size, 1)]).patches, expected)).toBe(0);
  expect((await readFile(join(folder, 'cache', entry!, file))).length).toBeGreaterThan(20);
  expect(await readdir(join(folder, 'cache'))).toEqual([entry]);
});

test.each([
  ['weights.bin', (path: string) => truncate(path, 100), /SHA-256/],
  ['weights.bin', (path: string) => rm(path), /weights\.bin cannot be read/],
  ['model.json', (path: string) => truncate(path, 100), /model\.json is not JSON/],
  ['manifest.json', (path: string) => writeFile(path, '{}'), /manifest\.json does not describe/],
  ['manifest.json', (path: string) => rm(path), /manifest\.json cannot be read/],
  ['small.bin', (path: string) => writeFile(path, 'short'), /small\.bin has the SHA-256/],
])('a folder whose %s was changed is refused by name', async (file, change, message) => {
  const { projection } = manifests['projections, flatten and dense']![0];
  const folder = await folderWith({ projection }, projections);
  await change(join(folder, file));
  await expect(open(folder)).rejects.toMatchObject({ code: 'backbone-invalid', message });
});

test('a weight file of another path cannot leave the folder', async () => {
  const folder = await folderWith({});
  const path = join(folder, 'model.json');
  await writeFile(path, (await readFile(path, 'utf8')).replace('weights.bin', '../../secret'));
  await expect(open(folder)).rejects.toThrow(/outside/);
});
