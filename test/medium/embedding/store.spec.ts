import { mkdtemp, readdir, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { loadTensorRuntime, type SymbolicTensor } from '#tensors';
import { randomise, writeBackbone } from '../../support/layers-model.js';
import { openBackbone } from '../../../libs/embedding/src/open-backbone.js';
import {
  findBackbone,
  listBackbones,
  resolveBackbone,
} from '../../../libs/embedding/src/store/backbone-store.js';
import { importBackbone } from '../../../libs/embedding/src/store/import-backbone.js';

const runtime = await loadTensorRuntime();
const { tf } = runtime;
let root: string;
let options: { runtime: typeof runtime; cacheFolder: string; into: string };

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'touchstone-store-'));
  options = { runtime, cacheFolder: join(root, 'cache'), into: join(root, 'backbones') };
});
afterEach(() => rm(root, { recursive: true }));

/** Convolutions under the given names, the first two at stride 4, the others at 2. */
function chainOf(names: readonly string[]) {
  const input = tf.input({ shape: [32, 32, 3] });
  const outputs = names.reduce((x, name, i) => {
    const strides = i < 2 ? 4 : 1;
    const layer = tf.layers.conv2d({ name, filters: 3, kernelSize: 5, strides, padding: 'same' });
    return layer.apply(x) as SymbolicTensor;
  }, input);
  const model = tf.model({ inputs: input, outputs });
  randomise(tf, model, 2);
  return model;
}

const likeMobileNet = ['block_5_add', 'block_10_project', 'block_16_project'];

test('a bare folder of a known architecture is resolved with its guesses said, and opens', async () => {
  const folder = join(root, 'Some Net 1.0');
  await writeBackbone(folder, chainOf(likeMobileNet), null);
  const resolved = await resolveBackbone(folder, []);
  expect(resolved.manifest).toMatchObject({
    name: 'some-net-1.0',
    taps: [{ layer: 'block_5_add' }, { layer: 'block_10_project' }],
    scaling: { mean: [127.5, 127.5, 127.5] },
    inputSize: { width: 256, height: 256 },
  });
  expect(resolved.guesses.join('\n')).toContain('MobileNetV2');
  const { manifest } = resolved;
  const backbone = await openBackbone(folder, {
    ...options,
    manifest,
    size: { width: 64, height: 64 },
  });
  expect(backbone.dimensions).toBe(6);
  backbone.dispose();
});

test('an unknown architecture is refused with the options that are missing', async () => {
  const folder = join(root, 'unknown');
  await writeBackbone(folder, chainOf(['a', 'b']), null);
  await expect(resolveBackbone(folder, [])).rejects.toThrow(/--scaling \.\.\. --taps/);
  await expect(importBackbone(folder, { taps: [{ layer: 'b' }] }, options)).rejects.toThrow(
    /its scaling must be said/,
  );
});

test('an imported backbone is found by its name, has a checked hash and the answers given', async () => {
  const folder = join(root, 'unknown');
  const saved = await writeBackbone(folder, chainOf(['a', 'b']), null);
  const scaling = {
    mean: [1, 2, 3] as [number, number, number],
    deviation: [4, 5, 6] as [number, number, number],
  };
  const answers = {
    name: 'mine',
    taps: [{ layer: 'b' }],
    scaling,
    inputSize: { width: 64, height: 32 },
  };
  const imported = await importBackbone(folder, answers, options);
  expect(imported.manifest).toMatchObject({
    ...answers,
    taps: [{ layer: 'b', resize: 'mean' }],
    sha256: saved.sha256,
  });
  expect(await findBackbone('mine', [options.into])).toBe(imported.folder);
  expect((await listBackbones([options.into])).map((backbone) => backbone.name)).toEqual(['mine']);
  expect((await readdir(options.into)).filter((name) => name.startsWith('.'))).toEqual([]);
});

test('a taken name is refused, unless it is to be replaced', async () => {
  const folder = join(root, 'net');
  await writeBackbone(folder, chainOf(likeMobileNet), null);
  await importBackbone(folder, {}, options);
  await expect(importBackbone(folder, {}, options)).rejects.toMatchObject({
    code: 'validation-failed',
  });
  const again = await importBackbone(
    folder,
    { description: 'second' },
    { ...options, replace: true },
  );
  expect(JSON.parse(await readFile(join(again.folder, 'manifest.json'), 'utf8'))).toMatchObject({
    description: 'second',
  });
});

test('what cannot be used is not kept', async () => {
  const folder = join(root, 'net');
  await writeBackbone(folder, chainOf(likeMobileNet), null);
  await expect(importBackbone(folder, { taps: [{ layer: 'nowhere' }] }, options)).rejects.toThrow(
    /no layer "nowhere"/,
  );
  await truncate(join(folder, 'weights.bin'), 40);
  await expect(importBackbone(folder, {}, options)).rejects.toThrow(/40 bytes/);
  expect(await readdir(options.into)).toEqual([]);
});

test('a folder with a manifest brings it along', async () => {
  const folder = join(root, 'net');
  await writeBackbone(folder, chainOf(['a', 'b']), {
    name: 'own',
    taps: [{ layer: 'a' }],
    neighbourhood: 3,
  });
  const { manifest, guesses } = await importBackbone(folder, { neighbourhood: 1 }, options);
  expect(manifest).toMatchObject({
    name: 'own',
    neighbourhood: 1,
    provenance: { licence: 'Apache-2.0' },
  });
  expect(guesses).toEqual([]);
});

test('a name that nobody has is refused with the names there are', async () => {
  await writeBackbone(join(options.into, 'one'), chainOf(['a', 'b']), { taps: [{ layer: 'a' }] });
  await expect(findBackbone('two', [options.into])).rejects.toMatchObject({
    code: 'backbone-not-found',
    message: /nor one of one/,
  });
});

test('an earlier folder hides the same name in a later one; a broken manifest is listed with its problem', async () => {
  const [first, second] = [join(root, '1'), join(root, '2')];
  await writeBackbone(join(first, 'net'), chainOf(['a', 'b']), { taps: [{ layer: 'a' }] });
  await writeBackbone(join(second, 'net'), chainOf(['a', 'b']), { taps: [{ layer: 'b' }] });
  await writeBackbone(join(second, 'broken'), chainOf(['a', 'b']), {});
  await writeFile(join(second, 'broken', 'manifest.json'), '{"format": 1}');
  const listed = await listBackbones([first, second, join(root, 'absent')]);
  expect(listed.map(({ name, folder }) => [name, folder])).toEqual([
    ['broken', join(second, 'broken')],
    ['net', join(first, 'net')],
  ]);
  expect(listed[0]!.problem).toContain('manifest.json');
  expect(await findBackbone('net', [first, second])).toBe(join(first, 'net'));
});
