import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { loadTensorRuntime, readOnnxModel } from '#tensors';
import { scalings } from '../store/known-architectures.js';
import { writeTinyBackbone } from '../../../../test/support/tiny-backbone.js';
import type { RgbPixels } from '../backbone.js';
import { checkImage, difference } from '../check.js';
import { readBackboneManifest } from '../folder/manifest-file.js';
import { openBackbone } from '../open-backbone.js';
import { importOnnx } from '../store/import-onnx.js';
import { Histogram } from './histogram.js';
import { quantiseBackbone } from './quantise-backbone.js';
import { activationSteps, pixelSteps, weightSteps } from './steps.js';

const runtime = await loadTensorRuntime();
const { tf } = runtime;
let root: string;
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'touchstone-quantise-'));
});
afterAll(() => rm(root, { recursive: true }));

const options = () => ({
  runtime,
  cacheFolder: join(root, 'cache'),
  into: join(root, 'backbones'),
});

function pictures({ width, height }: { width: number; height: number }) {
  return async function* (): AsyncGenerator<RgbPixels> {
    for (let seed = 1; seed <= 6; seed++)
      yield await Promise.resolve(checkImage({ width, height }, seed));
  };
}

async function quantised(folder: string, name: string) {
  const base = await readBackboneManifest(folder);
  const source = 'waves';
  return quantiseBackbone(folder, base, {
    ...options(),
    name,
    source,
    pictures: pictures(base.inputSize),
  });
}

test('a range leaves out the share that it may and no more, and holds zero', () => {
  fc.assert(
    fc.property(
      fc.array(fc.double({ min: -1e4, max: 1e4, noNaN: true }), { minLength: 200, maxLength: 400 }),
      (numbers) => {
        const values = Float32Array.from(numbers);
        const histogram = new Histogram();
        histogram.add(values.subarray(0, 90));
        histogram.add(values.subarray(90));
        const { least, most } = histogram.range(0.99);
        const outside = values.filter((value) => value < least - 5 || value > most + 5).length;
        expect(outside).toBeLessThanOrEqual(2 * values.length * 0.01);
        expect(least).toBeLessThanOrEqual(0);
        expect(most).toBeGreaterThanOrEqual(0);
        const whole = histogram.range(1);
        expect(whole.most).toBeGreaterThanOrEqual(Math.max(0, ...values) - 1e-3);
        expect(whole.least).toBeLessThanOrEqual(Math.min(0, ...values) + 1e-3);
      },
    ),
  );
});

test('zero stays zero, and nothing inside the range is off by more than half a step', () => {
  fc.assert(
    fc.property(
      fc.double({ min: -50, max: 0, noNaN: true }),
      fc.double({ min: 0.01, max: 50, noNaN: true }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      (least, most, place) => {
        const { scale, zero } = activationSteps({ least, most });
        const value = least + place * (most - least);
        const step = Math.max(0, Math.min(255, Math.round(value / scale) + zero));
        expect(Math.abs((step - zero) * scale - value)).toBeLessThanOrEqual(scale * 1.01);
      },
    ),
  );
});

test('weights by hand: each channel has its own scale, the largest is 127', () => {
  const { values, scales } = weightSteps(
    Float32Array.of(1, -2, 0.5, 8, 4, -8),
    2,
    (i) => Math.floor(i / 3),
    127,
  );
  expect([...values]).toEqual([64, -127, 32, 127, 64, -127]);
  expect(scales[0]).toBeCloseTo(2 / 127);
  expect(scales[1]).toBeCloseTo(8 / 127);
});

test('colours that are scaled alike keep their own bytes', () => {
  expect(pixelSteps({ mean: [114.75, 114.75, 114.75], deviation: [64, 64, 64] })).toEqual({
    scale: 1 / 64,
    zero: 115,
  });
  const { scale, zero } = pixelSteps(scalings.imagenet);
  expect((0 - zero) * scale).toBeLessThanOrEqual(-2);
  expect((255 - zero) * scale).toBeGreaterThanOrEqual(2.6);
});

test('a LayersModel in int8 is near its float32, computes with bytes, and is a backbone of its own', async () => {
  await writeTinyBackbone(root, 'tiny');
  const { folder, manifest, errors } = await quantised(join(root, 'tiny'), 'tiny-int8');
  expect(Object.values(errors.relative)[0]).toBeLessThan(0.03);
  expect(Object.values(errors.relative)[0]).toBeGreaterThan(0);
  const base = await readBackboneManifest(join(root, 'tiny'));
  expect(manifest).toMatchObject({
    precision: 'int8',
    network: 'onnx',
    madeFrom: { name: 'tiny', sha256: base.sha256, how: 'quantise' },
  });
  const { graph } = readOnnxModel(await readFile(join(folder, 'model.onnx')));
  const weights = graph.initializer.filter(({ dataType }) => dataType === 3);
  expect(weights).toHaveLength(2);
  // With eight bits a processor without VNNI cuts off sums, and the patches are others there.
  const largest = weights.map(({ rawData }) => Math.max(...Int8Array.from(rawData).map(Math.abs)));
  expect(largest).toEqual([63, 63]);
  expect(await readFile(join(folder, 'MODEL_CARD.md'), 'utf8')).toContain(
    'over 6 pictures from waves',
  );
  const [int8, float] = [
    await openBackbone(folder, options()),
    await openBackbone(join(root, 'tiny'), options()),
  ];
  expect(int8).toMatchObject({ grid: float.grid, dimensions: float.dimensions });
  expect(int8.hash).not.toBe(float.hash);
  const image = [checkImage(int8.size, 9)];
  const apart = difference(int8.embed(image).patches, float.embed(image).patches);
  expect(apart).toBeLessThan(0.05);
  for (const one of [int8, float]) one.dispose();
});

test('another input size than it was made at, and the same bytes twice', async () => {
  const again = await quantised(join(root, 'tiny'), 'tiny-again');
  expect(again.manifest.sha256).toBe(
    (await readBackboneManifest(join(root, 'backbones', 'tiny-int8'))).sha256,
  );
  const backbone = await openBackbone(again.folder, {
    ...options(),
    size: { width: 96, height: 64 },
  });
  expect(backbone.grid).toEqual({ rows: 4, columns: 6 });
  const [first, second] = [1, 2].map(() => backbone.embed([checkImage(backbone.size, 3)]).patches);
  expect(difference(first!, second!)).toBe(0);
  backbone.dispose();
});

test('an imported network with grouped convolutions and two taps; one that is int8 already is refused', async () => {
  const exported = join(import.meta.dirname, '../../../../test/support/onnx/cnn.onnx');
  const taps = [{ layer: 'early' }, { layer: 'late' }];
  const { folder } = await importOnnx(
    exported,
    { name: 'cnn', taps, scaling: scalings.imagenet },
    options(),
  );
  const { folder: made, errors } = await quantised(folder, 'cnn-int8');
  for (const error of Object.values(errors.relative)) expect(error).toBeLessThan(0.06);
  (await openBackbone(made, options())).dispose();
  await expect(quantised(made, 'cnn-int8-int8')).rejects.toMatchObject({
    code: 'backbone-invalid',
    message: /int8 already/,
  });
});

test('opening and embedding leave no tensor', async () => {
  const before = tf.memory().numTensors;
  const backbone = await openBackbone(join(root, 'backbones', 'cnn-int8'), options());
  const { patches, image } = backbone.embed([checkImage(backbone.size, 1)]);
  tf.dispose([patches, image]);
  backbone.dispose();
  expect(tf.memory().numTensors).toBe(before);
});
