import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  isBetterOneClass,
  oneClassReport,
  trainOneClass,
  writeOneClass,
  type OneClassOutcome,
  type StationImage,
} from '#training';
import { openBackbone, resolveBackbone, type Backbone } from '#embedding';
import { decode } from '#images';
import { loadTensorRuntime } from '#tensors';
import { projectPatches } from '../../../libs/training/src/one-class/patch-projection.js';
import { pasteInto } from '../../../libs/training/src/one-class/pasted-parts.js';
import { paintedPart } from '../../support/painted-parts.js';

const runtime = await loadTensorRuntime();
const base = await resolveBackbone('touchstone-small', ['models']);
let root: string;
let backbone: Backbone;
let outcome: OneClassOutcome;

const parts = (count: number, from: number, stain = false): StationImage[] =>
  Array.from({ length: count }, (_, i) => ({
    id: `${from + i}`,
    label: stain ? 'stain' : 'good',
    bytes: () => paintedPart(from + i, { stain }),
  }));
const images = { normals: parts(24, 1), test: [...parts(4, 100), ...parts(4, 200, true)] };
const open = (folder: string) =>
  openBackbone(folder, { runtime, cacheFolder: join(root, 'cache') });

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'touchstone-one-class-'));
  backbone = await open(base.folder);
  outcome = await trainOneClass(images, 1, { runtime, backbone }, {});
});
afterAll(async () => {
  backbone.dispose();
  await rm(root, { recursive: true });
});

test('the loss falls, weights of mean 1, figures of parts that nothing was learned from', () => {
  expect(outcome.parts).toEqual({ bank: 12, fit: 8, decide: 4 });
  expect(outcome.losses.at(-1)!).toBeLessThan(outcome.losses[0]!);
  const mean = outcome.weights.reduce((sum, w) => sum + w, 0) / outcome.weights.length;
  expect(mean).toBeCloseTo(1, 4);
  for (const { before, after } of [outcome.deciding, outcome.test!]) {
    expect(before).toBeGreaterThan(0.5);
    expect(after).toBeGreaterThan(0.5);
  }
});

/** The base with a head for kinds of defects, and all that its training left. */
async function trainedBase() {
  const folder = join(root, 'trained');
  await cp(base.folder, folder, { recursive: true });
  for (const name of ['defect-head.bin', 'training.json', 'curves.svg', 'notes.txt'])
    await writeFile(join(folder, name), 'of the base');
  const projection = { dimensions: 128, weights: 'defect-head.bin', sha256: '0'.repeat(64) };
  return { ...base, folder, manifest: { ...base.manifest, defectEmbedding: { projection } } };
}

test('an accepted version opens, gives the projected patches, and says how it came to be', async () => {
  const accepted = { ...outcome, deciding: { before: 0.7, after: 0.8 } };
  const out = join(root, 'accepted');
  await writeOneClass(out, await trainedBase(), { name: 'accepted', seed: 1, outcome: accepted });
  expect((await readdir(out)).sort()).toEqual(
    ['MODEL_CARD.md', 'curves.svg', 'manifest.json', 'model.json', 'patch-projection.bin', 'training.json', 'weights.bin'], // prettier-ignore
  );
  expect(await readFile(join(out, 'curves.svg'), 'utf8')).not.toContain('of the base');
  const made = await open(out);
  const picture = [await decode(await paintedPart(300), backbone.size)];
  const [plain, weighted] = [backbone, made].map((one) => one.embed(picture));
  const wanted = projectPatches(outcome.projection, plain!.patches.dataSync() as Float32Array);
  const found = weighted!.patches.dataSync() as Float32Array;
  const largest = wanted.reduce((most, v) => Math.max(most, Math.abs(v)), 0);
  wanted.forEach((v, i) => expect(Math.abs(v - found[i]!) / largest).toBeLessThan(1e-4));
  expect(made.hash).not.toBe(backbone.hash);
  expect(JSON.parse(await readFile(join(out, 'training.json'), 'utf8'))).toMatchObject({
    from: { name: 'touchstone-small' },
    seed: 1,
    ...JSON.parse(JSON.stringify(oneClassReport(accepted))),
  });
  await expect(trainOneClass(images, 1, { runtime, backbone: made }, {})).rejects.toThrow(/projects its patches already/); // prettier-ignore
  made.dispose();
});

test('one that is not better is refused with its figures and is no backbone', async () => {
  const refused = { ...outcome, deciding: { before: 0.8, after: 0.8 } };
  expect(isBetterOneClass(refused)).toBe(false);
  const out = join(root, 'refused');
  await writeOneClass(out, base, { name: 'refused', seed: 1, outcome: refused });
  expect((await readdir(out)).sort()).toEqual(['curves.svg', 'refused.json']);
});

test('no defect counts under a mask; masks that leave nothing are refused', async () => {
  const { rows, columns } = backbone.grid;
  const half = Uint8Array.from({ length: rows * columns }, (_, at) => (at < (rows * columns) / 2 ? 1 : 0)); // prettier-ignore
  const pixels = await Promise.all(images.normals.map(async (one) => decode(await one.bytes(), backbone.size))); // prettier-ignore
  const pastedWith = (counts: Uint8Array) => {
    const view = { key: '', counts, see: (bytes: Buffer) => decode(bytes, backbone.size) };
    const work = { seed: 1, tools: { runtime, backbone, view }, watch: {} };
    return pasteInto(pixels.slice(0, 4), pixels, work);
  };
  const pasted = await pastedWith(half);
  expect(pasted.flatMap(({ places }) => places).every((place) => half[place] === 1)).toBe(true);
  await expect(pastedWith(new Uint8Array(rows * columns))).rejects.toThrow('leave too little');
});

test('too few good parts are refused by number; a stop ends it', async () => {
  const few = trainOneClass({ normals: parts(19, 1), test: [] }, 1, { runtime, backbone }, {});
  await expect(few).rejects.toMatchObject({ code: 'too-few-normals', facts: { normals: 19, needed: 20 } }); // prettier-ignore
  const stop = AbortSignal.abort(new Error('enough'));
  const stopped = trainOneClass(images, 1, { runtime, backbone }, { signal: stop });
  await expect(stopped).rejects.toThrow('enough');
});
