import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { loadTensorRuntime, OnnxGraph } from '#tensors';
import { writeTinyBackbone } from '../../../../test/support/tiny-backbone.js';
import type { RgbPixels } from '../backbone.js';
import { checkImage, difference } from '../check.js';
import { openBackbone } from '../open-backbone.js';
import { importOnnx } from '../store/import-onnx.js';
import { scalings } from '../store/known-architectures.js';
import type { BackboneAnswers } from '../store/propose-manifest.js';

const exported = join(import.meta.dirname, '../../../../test/support/onnx');
const runtime = await loadTensorRuntime();
const { tf } = runtime;
let root: string;
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'touchstone-imported-'));
});
afterAll(() => rm(root, { recursive: true }));

let count = 0;
async function imported(path: string, answers: BackboneAnswers) {
  const name = `net-${count++}`;
  const options = { runtime, cacheFolder: join(root, 'cache'), into: join(root, 'backbones') };
  return importOnnx(path, { name, scaling: scalings.imagenet, ...answers }, options);
}

const open = (folder: string) =>
  openBackbone(folder, { runtime, cacheFolder: join(root, 'cache') });

async function pictures(name: string, width: number, height: number): Promise<RgbPixels[]> {
  const bytes = await readFile(join(exported, `${name}.pixels`));
  const size = width * height * 3;
  return [0, 1].map((i) => ({ width, height, pixels: bytes.subarray(i * size, (i + 1) * size) }));
}

/** Part of the numbers that torch gave, as a map of two images. */
async function torchMap(name: string, from: number, shape: [number, number, number]) {
  const bytes = await readFile(join(exported, `${name}.taps`));
  const numbers = new Float32Array(
    bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length),
  );
  const [rows, columns, channels] = shape;
  const size = 2 * rows * columns * channels;
  return tf.tensor(numbers.subarray(from, from + size), [2, rows, columns, channels]);
}

const cnn = join(exported, 'cnn.onnx');
const vit = join(exported, 'vit.onnx');

test.each([
  ['early', 8, 0, [8, 6, 12]],
  ['late', 16, 2 * 8 * 6 * 12, [4, 3, 16]],
] as const)("a CNN's maps are torch's at the tap %s", async (tap, gridStride, from, shape) => {
  const { folder, manifest } = await imported(cnn, { taps: [{ layer: tap }], gridStride });
  expect(manifest).toMatchObject({ network: 'onnx', inputSize: { width: 48, height: 64 } });
  expect(manifest.taps[0]).toMatchObject({ form: 'channels-first' });
  const backbone = await open(folder);
  expect(backbone).toMatchObject({ backend: 'onnx', grid: { rows: shape[0], columns: shape[1] } });
  const { patches, image } = backbone.embed(await pictures('cnn', 48, 64));
  expect(difference(patches, await torchMap('cnn', from, [...shape]))).toBeLessThan(1e-4);
  tf.dispose([patches, image]);
  backbone.dispose();
});

test("a transformer's patch tokens are torch's, without class and registers", async () => {
  const { folder, manifest, guesses } = await imported(vit, { taps: [{ layer: 'tokens' }] });
  expect(manifest).toMatchObject({ gridStride: 14, taps: [{ layer: 'tokens', form: 'tokens' }] });
  expect(guesses.join()).toContain('14 x 14 pixels');
  const backbone = await open(folder);
  const { patches, image } = backbone.embed(await pictures('vit', 56, 56));
  expect(difference(patches, await torchMap('vit', 0, [4, 4, 24]))).toBeLessThan(1e-4);
  expect(image.shape).toEqual([2, 24]);
  tf.dispose([patches, image]);
  backbone.dispose();
});

test('without ONNX Runtime an ONNX network is refused with the reason, and a LayersModel runs on TensorFlow', async () => {
  const { folder } = await imported(vit, { taps: [{ layer: 'tokens' }] });
  const without = {
    ...runtime,
    onnx: undefined,
    whyNotOnnx: 'no such file',
    engine: runtime.backend,
  };
  const options = { runtime: without, cacheFolder: join(root, 'cache') };
  await expect(openBackbone(folder, options)).rejects.toMatchObject({
    code: 'engine-absent',
    message: /does not load here: no such file/,
  });
  await writeTinyBackbone(root, 'tiny');
  const backbone = await openBackbone(join(root, 'tiny'), options);
  expect(backbone.backend).toBe(runtime.backend);
  backbone.dispose();
});

test('a tap by the name of an operation inside is found, and what lies beyond is not kept', async () => {
  const { folder } = await imported(vit, { taps: [{ layer: '/blocks.0/Add_1' }] });
  const kept = await readFile(join(folder, 'model.onnx'));
  expect(kept.length).toBeLessThan((await readFile(vit)).length * 0.7);
  const backbone = await open(folder);
  expect(backbone).toMatchObject({ grid: { rows: 4, columns: 4 }, dimensions: 24 });
  backbone.dispose();
});

test('two taps of other strides stand beside each other on one grid', async () => {
  const { folder } = await imported(cnn, { taps: [{ layer: 'early' }, { layer: 'late' }] });
  const backbone = await open(folder);
  expect(backbone).toMatchObject({ grid: { rows: 4, columns: 3 }, dimensions: 28 });
  backbone.dispose();
});

/** Returns one convolution of 3 x 3 at stride 16, as other frameworks would write it. */
function convolution(
  shape: (number | string)[],
  channelsLast = false,
  more?: (graph: OnnxGraph) => string,
) {
  const graph = new OnnxGraph();
  graph.input({ name: 'x', type: 'float32', shape });
  const x = channelsLast ? graph.add('first', 'Transpose', ['x'], { perm: [0, 3, 1, 2] }) : 'x';
  const kernel = Float32Array.from({ length: 5 * 3 * 9 }, (_, i) => Math.sin(i));
  const weights = graph.constant('kernel', kernel, [5, 3, 3, 3]);
  const window = { kernel_shape: [3, 3], strides: [16, 16], pads: [1, 1, 1, 1] };
  const map = graph.add('map', 'Conv', [x, weights], window);
  const last = channelsLast ? graph.add('last', 'Transpose', [map], { perm: [0, 2, 3, 1] }) : map;
  const from = more ? more(graph) : last;
  return graph.toModel([{ name: 'y', from, type: 'float32', shape: ['n', 'a', 'b', 'c'] }]);
}

async function fileOf(bytes: Uint8Array): Promise<string> {
  const path = join(root, `${count++}.onnx`);
  await writeFile(path, bytes);
  return path;
}

test('channels last and one picture at a time give what channels first and any number give', async () => {
  const size = { width: 64, height: 48 };
  const inputSize = { inputSize: size };
  const first = await imported(await fileOf(convolution(['n', 3, 'h', 'w'])), {
    taps: [{ layer: 'y' }],
    ...inputSize,
  });
  const last = await imported(await fileOf(convolution([1, 48, 64, 3], true)), {
    taps: [{ layer: 'last' }],
  });
  expect(last.manifest.taps[0]).toMatchObject({ form: 'channels-last' });
  const images = [1, 2, 3].map((seed) => checkImage(size, seed));
  const [a, b] = [await open(first.folder), await open(last.folder)];
  expect(difference(b.embed(images).patches, a.embed(images).patches)).toBeLessThan(1e-5);
  for (const one of [a, b]) one.dispose();
});

const taps = [{ layer: 'y' }];
test.each([
  ['no ONNX at all', () => Buffer.from('<html>no</html>'), { taps }, /no ONNX file/],
  [
    'a file that is cut off',
    async () => (await readFile(cnn)).subarray(0, 9_000),
    { taps },
    /cut off|no graph|cannot run/,
  ],
  [
    'a tap that is not there',
    () => readFile(cnn),
    { taps: [{ layer: 'layer9' }] },
    /no operation or value "layer9".*There are/,
  ],
  ['a tap that is no map', () => readFile(cnn), { taps: [{ layer: 'classes' }] }, /neither a map/],
  ['no taps', () => readFile(cnn), {}, /--taps/],
  [
    'another size',
    () => readFile(cnn),
    { taps: [{ layer: 'late' }], inputSize: { width: 96, height: 96 } },
    /exported for 48 x 64/,
  ],
  [
    'another patch size',
    () => readFile(vit),
    { taps: [{ layer: 'tokens' }], gridStride: 8 },
    /21 tokens; 56 x 56 pixels in patches of 8/,
  ],
  ['four channels', () => convolution(['n', 4, 'h', 'w']), { taps }, /takes 4 channels/],
  ['a batch of eight', () => convolution([8, 3, 'h', 'w']), { taps }, /takes 8 pictures at once/],
  [
    'an operation without end',
    () =>
      convolution(['n', 3, 64, 64], false, (graph) => graph.add('again', 'Loop', ['', '', 'map'])),
    { taps },
    /"again" \(Loop\), which may run without end/,
  ],
  [
    'an operation that nobody knows',
    () => convolution(['n', 3, 64, 64], false, (graph) => graph.add('odd', 'Sparkle', ['map'])),
    { taps },
    /ONNX Runtime cannot run the network.*Sparkle/,
  ],
] as const)('%s is refused by name', async (_, bytes, answers, message) => {
  const path = await fileOf(await bytes());
  await expect(imported(path, answers as BackboneAnswers)).rejects.toMatchObject({
    code: 'backbone-invalid',
    message,
  });
});

test('weights in a file beside it are brought in; a path out of the folder is not followed', async () => {
  const { readOnnxModel, writeOnnxModel } = await import('#tensors');
  const model = readOnnxModel(convolution(['n', 3, 64, 64]));
  const [kernel] = model.graph.initializer;
  await writeFile(join(root, 'kernel.data'), Buffer.concat([Buffer.alloc(16), kernel!.rawData]));
  const place = (location: string) => [
    { key: 'location', value: location },
    { key: 'offset', value: '16' },
    { key: 'length', value: String(5 * 3 * 9 * 4) },
  ];
  const split = (location: string) => {
    kernel!.rawData = new Uint8Array();
    Object.assign(kernel!, { dataLocation: 1, externalData: place(location) });
    return fileOf(writeOnnxModel(model));
  };
  const { folder } = await imported(await split('kernel.data'), { taps });
  (await open(folder)).dispose();
  await expect(imported(await split('../kernel.data'), { taps })).rejects.toThrow(
    /outside|not there/,
  );
});
