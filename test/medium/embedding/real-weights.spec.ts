import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openBackbone, resolveBackbone } from '#embedding';
import { loadTensorRuntime, type Tensor, type Tensor4D } from '#tensors';
import { checkImage, difference } from '../../../libs/embedding/src/check.js';
import { sharedPath, shippedBackbones } from '../../support/shared.js';

const runtime = await loadTensorRuntime();
const { tf, native } = runtime;
let root: string;
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'touchstone-real-'));
});
afterAll(() => rm(root, { recursive: true }));

const networks = [
  { name: 'mobilenet_v2_1.0_224', folder: sharedPath('weights', 'mobilenet_v2_1.0_224'), d: 128 },
  { name: 'resnet18_layer3', folder: sharedPath('weights', 'resnet18_layer3'), d: 384 },
  { name: 'touchstone-small', folder: join(shippedBackbones, 'touchstone-small'), d: 128 },
];

/** Engines sum in other orders; this is far below what moves a score. */
const backendTolerance = 1e-4;

for (const { name, folder, d } of networks)
  describe.skipIf(!folder)(`${name}${folder ? '' : ' [skipped: not in ../shared]'}`, () => {
    test('at 256 x 256: a 16 x 16 grid', async () => {
      const { manifest } = await resolveBackbone(folder!, []);
      const backbone = await openBackbone(folder!, { runtime, manifest, cacheFolder: root });
      expect(backbone).toMatchObject({ dimensions: d, grid: { rows: 16, columns: 16 } });
      backbone.dispose();
    });

    test.skipIf(!native)(
      'WASM and ONNX Runtime give what the native library of TensorFlow gives [native]',
      async () => {
        const [there, ...others] = await Promise.all(
          ['native', 'wasm', 'onnx'].map((of) => patchesOn(of, folder!)),
        );
        for (const here of others)
          expect(difference(tf.tensor1d(here), tf.tensor1d(there!))).toBeLessThan(backendTolerance);
      },
      120_000,
    );
  });

async function patchesOn(backend: string, folder: string): Promise<Float32Array> {
  const script = join(import.meta.dirname, '..', '..', 'support', 'embed-in-child.mjs');
  const answer = join(root, `${backend}-${Math.random()}.bin`);
  await promisify(execFile)(process.execPath, [script, backend, folder, answer]);
  const bytes = await readFile(answer);
  return new Float32Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length));
}

// The check at opening decodes the weights as the compiler does; here tfjs reads the files by itself.
const mobileNet = networks[0]!.folder;
test.skipIf(!mobileNet)(
  'MobileNetV2 as tfjs loads it gives the same taps [../shared]',
  async () => {
    const size = { width: 224, height: 224 };
    const { manifest } = await resolveBackbone(mobileNet!, []);
    const only = { ...manifest, taps: [manifest.taps[1]!] };
    const backbone = await openBackbone(mobileNet!, {
      runtime,
      manifest: only,
      size,
      cacheFolder: root,
    });
    const model = await tf.loadLayersModel(await inMemory(mobileNet!));
    const tapped = tf.model({
      inputs: model.inputs,
      outputs: model.getLayer('block_10_project').output,
    });
    const picture = checkImage(size, 4);
    const pixels: Tensor4D = tf.tensor4d(Float32Array.from(picture.pixels), [1, 224, 224, 3]);
    const expected = tf.tidy(() => tapped.predict(pixels.div(127.5).sub(1)) as Tensor);
    expect(difference(backbone.embed([picture]).patches, expected)).toBeLessThan(1e-5);
  },
);

async function inMemory(folder: string) {
  const json = JSON.parse(await readFile(join(folder, 'model.json'), 'utf8')) as {
    modelTopology: object;
    weightsManifest: { weights: never[] }[];
  };
  const bytes = await readFile(join(folder, 'weights.bin'));
  return {
    load: () =>
      Promise.resolve({
        modelTopology: json.modelTopology,
        weightSpecs: json.weightsManifest.flatMap((group) => group.weights),
        weightData: bytes.buffer.slice(
          bytes.byteOffset,
          bytes.byteOffset + bytes.length,
        ) as ArrayBuffer,
      }),
  };
}
