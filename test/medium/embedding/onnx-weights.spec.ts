import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { importOnnx, openBackbone, resolveBackbone, type Backbone } from '#embedding';
import { decode } from '#images';
import { loadTensorRuntime } from '#tensors';
import { difference } from '../../../libs/embedding/src/check.js';
import { floatTaps } from '../../../libs/embedding/src/quantise/float-taps.js';
import { sharedPath } from '../../support/shared.js';

const runtime = await loadTensorRuntime();
const folder = sharedPath('weights', 'mobilenet_v2_1.0_224');
const sets = ['aliens', 'cookies', 'hazelnut_reduced', 'magnetic_tile'];
let root: string;
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'touchstone-onnx-weights-'));
});
afterAll(() => rm(root, { recursive: true }));

describe.skipIf(!folder || !runtime.onnx)('MobileNetV2 written as ONNX [../shared]', () => {
  test('gives the patches that its layers give, on pictures of four sets', async () => {
    const [layers, onnx] = await Promise.all([openLayers(), openImported()]);
    expect(onnx).toMatchObject({
      grid: layers.grid,
      dimensions: layers.dimensions,
      backend: 'onnx',
    });
    for (const set of sets) {
      const picture = await firstPicture(set, layers);
      const [found, expected] = [onnx, layers].map((one) => one.embed([picture]).patches);
      expect(difference(found!, expected!)).toBeLessThan(1e-5);
    }
    for (const one of [layers, onnx]) one.dispose();
  });
});

async function openLayers(): Promise<Backbone> {
  const { manifest } = await resolveBackbone(folder!, []);
  return openBackbone(folder!, {
    runtime,
    manifest,
    cacheFolder: join(root, 'cache'),
    engine: runtime.backend,
  });
}

async function openImported(): Promise<Backbone> {
  const { manifest } = await resolveBackbone(folder!, []);
  const { bytes, taps } = await floatTaps(runtime.tf, runtime.onnx!, folder!, manifest);
  const file = join(root, 'mobilenet.onnx');
  await writeFile(file, bytes);
  const { scaling, inputSize } = manifest;
  const answers = { taps: taps.map(({ layer }) => ({ layer })), scaling, inputSize };
  const options = { runtime, cacheFolder: join(root, 'cache'), into: join(root, 'backbones') };
  const imported = await importOnnx(file, answers, options);
  return openBackbone(imported.folder, options);
}

async function firstPicture(set: string, { size }: Backbone) {
  const place = sharedPath('data', set, 'train', 'good')!;
  const [name] = (await readdir(place)).sort();
  return decode(await readFile(join(place, name!)), size);
}
