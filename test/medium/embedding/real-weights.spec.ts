import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openBackbone, resolveBackbone } from '#embedding';
import { loadTensorRuntime, type Tensor, type Tensor4D } from '#tensors';
import { checkImage, difference } from '../../../libs/embedding/src/check.js';
import { embedMadePictures } from '../../support/embed-made-pictures.js';
import { sharedPath, shippedBackbones } from '../../support/shared.js';

const runtime = await loadTensorRuntime();
const { tf, native } = runtime;
let root: string;
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'touchstone-real-'));
  if (native) await embedOnWasm();
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
    test('at 256 x 256 the grid is 16 x 16', async () => {
      const { manifest } = await resolveBackbone(folder!, []);
      const backbone = await openBackbone(folder!, { runtime, manifest, cacheFolder: root });
      expect(backbone).toMatchObject({ dimensions: d, grid: { rows: 16, columns: 16 } });
      backbone.dispose();
    });

    test.skipIf(!native)(
      'WASM and ONNX Runtime give what the native library of TensorFlow gives [native]',
      async () => {
        const there = tf.tensor1d(await floats(embedMadePictures('native', folder!, root)));
        const onnx = await floats(embedMadePictures('onnx', folder!, root));
        for (const here of [onnx, await floats(readFile(wasmFile(name)))])
          expect(difference(tf.tensor1d(here), there)).toBeLessThan(backendTolerance);
      },
    );
  });

/** The patches of all networks on WASM, from one process of its own. */
async function embedOnWasm(): Promise<void> {
  const script = join(import.meta.dirname, '..', '..', 'support', 'embed-in-child.mjs');
  const places = networks.flatMap(({ name, folder }) => (folder ? [folder, wasmFile(name)] : []));
  await promisify(execFile)(process.execPath, [script, 'wasm', ...places]);
}

const wasmFile = (name: string) => join(root, `${name}-wasm.bin`);

async function floats(bytes: Promise<Uint8Array>): Promise<Float32Array> {
  const { buffer, byteOffset, byteLength } = await bytes;
  return new Float32Array(buffer.slice(byteOffset, byteOffset + byteLength));
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
