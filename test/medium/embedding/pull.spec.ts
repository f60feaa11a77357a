import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { pullBackbone, type PullOptions } from '#embedding';
import { loadTensorRuntime, type SymbolicTensor } from '#tensors';
import { startFileServer, type FileServer } from '../../support/file-server.js';
import { modelOf, savedModel, type SavedLayersModel } from '../../support/layers-model.js';

const runtime = await loadTensorRuntime();
let root: string;
let server: FileServer;
let saved: SavedLayersModel;
let options: PullOptions;

const answers = {
  name: 'pulled',
  taps: [{ layer: 'tap' }],
  scaling: {
    mean: [0, 0, 0] as [number, number, number],
    deviation: [255, 255, 255] as [number, number, number],
  },
  inputSize: { width: 64, height: 64 },
};

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'touchstone-pull-'));
  const model = modelOf(
    runtime.tf,
    (tf, x) =>
      tf.layers
        .conv2d({ name: 'tap', filters: 40, kernelSize: 16, strides: 16, padding: 'same' })
        .apply(x) as SymbolicTensor,
    64,
    64,
  );
  saved = await savedModel(model);
  model.dispose();
  server = await startFileServer({
    '/net/model.json': Buffer.from(saved.json),
    '/net/weights.bin': saved.weights,
  });
  options = { runtime, cacheFolder: join(root, 'cache'), into: join(root, 'backbones') };
});
afterEach(async () => {
  await server.close();
  await rm(root, { recursive: true });
});

/** Tells whether what has arrived of the weights lies in the folder, so far. */
async function hasKept(upTo: number): Promise<boolean> {
  const names = await readdir(options.into, { recursive: true });
  const part = names.find((name) => name.endsWith('weights.bin.part'));
  return part !== undefined && (await stat(join(options.into, part))).size >= upTo;
}

const pull = (more: Partial<PullOptions> = {}) =>
  pullBackbone(`${server.url}/net/model.json`, answers, { ...options, ...more });

test('a published LayersModel arrives whole, with progress, its address as source, nothing left behind', async () => {
  const seen: number[] = [];
  const { folder, manifest } = await pull({
    sha256: saved.sha256,
    onProgress: (done) => seen.push(done),
  });
  expect(seen.at(-1)).toBe(saved.weights.length);
  expect(manifest).toMatchObject({
    sha256: saved.sha256,
    provenance: { source: `${server.url}/net/model.json` },
  });
  expect(await readFile(join(folder, 'weights.bin'))).toEqual(saved.weights);
  expect(await readdir(options.into)).toEqual(['pulled']);
});

test('a pull that is cut off goes on where it stopped, in the next call too', async () => {
  server.cut = { after: 30_000, hasKept };
  await expect(pull()).rejects.toMatchObject({
    code: 'backbone-unreachable',
    message: /goes on from there/,
  });
  const cut = server.requests.length;
  server.cut = undefined;
  const { folder } = await pull();
  expect(server.requests.slice(cut)).toEqual(['/net/weights.bin bytes=90000-']);
  expect(await readFile(join(folder, 'weights.bin'))).toEqual(saved.weights);
});

test('a file that changed on the server meanwhile is fetched from its start', async () => {
  server.cut = { after: 30_000, hasKept };
  await expect(pull()).rejects.toThrow();
  server.cut = undefined;
  const changed = Buffer.from(saved.weights);
  changed.writeFloatLE(0.25, 0);
  server.files.set('/net/weights.bin', changed);
  const { folder } = await pull();
  expect(await readFile(join(folder, 'weights.bin'))).toEqual(changed);
});

test('a pull with another hash than the one asked for is thrown away, and says so', async () => {
  await expect(pull({ sha256: '0'.repeat(64) })).rejects.toMatchObject({
    code: 'backbone-invalid',
    message: new RegExp(saved.sha256),
  });
  expect(await readdir(options.into)).toEqual([]);
});

test.each([
  ['/nowhere/model.json', 'backbone-unreachable', /status 404/],
  ['/page.html', 'backbone-invalid', /model\.json is not JSON/],
])('%s is refused', async (path, code, message) => {
  server.files.set('/page.html', Buffer.from('<html>'));
  await expect(pullBackbone(server.url + path, answers, options)).rejects.toMatchObject({
    code,
    message,
  });
});

test('what is no address is refused', async () => {
  await expect(pullBackbone('../folder', answers, options)).rejects.toThrow(/not an http or https/);
});

test('a server that is not there is said so', async () => {
  await server.close();
  await expect(pull()).rejects.toMatchObject({
    code: 'backbone-unreachable',
    message: /ECONNREFUSED/,
  });
});
