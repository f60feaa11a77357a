import { createHash } from 'node:crypto';
import { cp, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { defectLook } from '#analysis';
import { backboneManifest, type DefectNaming, type Frame, type ModelManifest } from '#contracts';
import { openBackbone } from '#embedding';
import { inspect, openModel } from '#inspection';
import { DefectEmbeddings } from '#storage';
import { loadTensorRuntime } from '#tensors';
import { bodyOf, json } from '../../support/http.js';
import { paintedPart } from '../../support/painted-parts.js';
import { type ReviewedLine, startReviewedLine } from '../../support/reviewed-line.js';
import { type StartedApp, startWatcher, startWorker } from '../../support/started-apps.js';
import { until } from '../../support/until.js';

// A station changes from a backbone to one with a head, and to one with another head: same patches, other looks.
let on: ReviewedLine;
let worker: StartedApp;
let watcher: StartedApp;

beforeAll(async () => {
  on = await startReviewedLine();
  worker = await startWorker(on.line.environment);
  watcher = await startWatcher(on.line.environment);
});
afterAll(async () => {
  await Promise.all([worker.stop(), watcher.stop()]);
  await on.stop();
});

const folderOf = (name: string) => join(on.line.dataFolder, 'backbones', name);

/** The tiny backbone with a head of 6 dimensions whose weights follow `turn`. */
async function writeHead(name: string, turn: number, inputs: number): Promise<void> {
  await cp(folderOf('tiny'), folderOf(name), { recursive: true });
  const dimensions = 6;
  const values = Float32Array.from({ length: dimensions * (inputs + 1) }, (_, i) => Math.sin(turn * (i + 1))); // prettier-ignore
  const bytes = Buffer.from(values.buffer);
  await writeFile(join(folderOf(name), 'head.bin'), bytes);
  const path = join(folderOf(name), 'manifest.json');
  const manifest = backboneManifest.parse(JSON.parse(await readFile(path, 'utf8')));
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const projection = { dimensions, weights: 'head.bin', sha256 };
  await writeFile(path, JSON.stringify({ ...manifest, name, defectEmbedding: { projection } }));
}

async function useBackbone(name: string): Promise<ModelManifest> {
  const active = (await on.line.models.active('line-1'))!;
  const limits = { ...active.limits, warn: -2, reject: -1 };
  return on.useModel({ limits, backbone: { ...active.backbone, name } });
}

/** The look that the watcher took, with its space. */
async function lookOf(seed: number) {
  const { frameId } = await on.show(seed, { stain: true });
  const looks = on.api.app.get(DefectEmbeddings);
  return until(async () => {
    const madeWith = await looks.newestSpace('line-1');
    if (madeWith === null) return null;
    const found = await looks.change('line-1', (step) => step.looks({ madeWith, limit: 50 }));
    const look = found?.find((one) => one.frameId === frameId);
    return look ? { ...look, madeWith, in: found!.length } : null;
  });
}

/** Returns what the command line makes of the same picture: its model of the same normals, and the same function. */
async function commandsLook(manifest: ModelManifest, seed: number): Promise<Float32Array> {
  const runtime = await loadTensorRuntime('native');
  const cacheFolder = join(on.line.dataFolder, 'cache');
  const backbone = await openBackbone(folderOf(manifest.backbone.name), { runtime, cacheFolder, size: manifest.inputSize }); // prettier-ignore
  const bankBytes = await on.line.blobs.get(manifest.bank.blob);
  const model = await openModel({ manifest, bankBytes, backbone, runtime });
  const frames = [{ bytes: await paintedPart(seed, { stain: true }) }];
  const [outcome] = await inspect(frames, model, { embeddings: true });
  if (!outcome!.ok) throw outcome!.error;
  const { dimensions, contents } = model.bank;
  const { patches } = outcome!.embedding!;
  const { map } = outcome!.score;
  return defectLook({ patches, map, dimensions, ...contents.channels }, backbone.defectHead);
}

const cosine = (a: Float32Array, b: Float32Array) =>
  a.reduce((sum, value, i) => sum + value * b[i]!, 0);

test('looks go through the head of the backbone that judged; each head has a space of its own', async () => {
  await useBackbone('tiny');
  const plain = await lookOf(500);
  await writeHead('one', 0.7, plain.vector.length);
  await writeHead('other', 1.3, plain.vector.length);

  const judged = await useBackbone('one');
  const one = await lookOf(501);
  expect(one.vector).toHaveLength(6);
  expect(cosine(one.vector, await commandsLook(judged, 501))).toBeGreaterThan(0.999);
  expect(one).toMatchObject({ in: 1 });
  expect(one.madeWith).not.toBe(plain.madeWith);

  await useBackbone('other');
  const other = await lookOf(502);
  expect(new Set([plain.madeWith, one.madeWith, other.madeWith]).size).toBe(3);
  expect(other).toMatchObject({ in: 1 });
  expect(other.family).not.toBe(one.family);

  await useBackbone('one');
  expect(await lookOf(503)).toMatchObject({ madeWith: one.madeWith, in: 2 });
});

const read = async <T>(path: string) => bodyOf<T>(await fetch(`${on.api.url}${path}`));

/** The names that the station has learned from as many examples, in another space than before. */
function namesLearned(examples: number, after: DefectNaming | null): Promise<DefectNaming> {
  return until(async () => {
    const now = await read<DefectNaming>('/v1/stations/line-1/names');
    return now.report?.examples === examples && now.trainedAt !== after?.trainedAt ? now : null;
  });
}

async function suggestionOf(frameId: string) {
  return until(async () => {
    const { look } = await read<Frame>(`/v1/frames/${frameId}`);
    return look?.suggestion ?? null;
  });
}

test('what people named is learned again in the looks of another head, and of the first one after a change back', async () => {
  await useBackbone('tiny');
  for (let i = 0; i < 6; i++) {
    const { frameId } = await on.show(600 + i, { stain: true });
    await until(async () => (await read<Frame>(`/v1/frames/${frameId}`)).look);
    const answer = { answer: 'defect', name: i % 2 === 0 ? 'oil' : 'dust', by: 'Ada' };
    const path = `${on.api.url}/v1/frames/${frameId}/review`;
    expect((await fetch(path, json('POST', answer))).status).toBe(201);
  }
  const plain = await namesLearned(6, null);

  await useBackbone('other');
  const through = await lookOf(610);
  expect(through.vector).toHaveLength(6);
  const headed = await namesLearned(6, plain);
  expect(headed.report!.names).toEqual(['dust', 'oil']);
  expect(['dust', 'oil']).toContain((await suggestionOf(through.frameId)).likeliest);

  await useBackbone('tiny');
  const back = await lookOf(611);
  const again = await namesLearned(6, headed);
  expect(again.report).toEqual(plain.report);
  expect(['dust', 'oil']).toContain((await suggestionOf(back.frameId)).likeliest);
});

test('looks that were taken again outlive their patches; in a space that none was taken in, names say what they lack', async () => {
  await on.line.embeddings.prune('line-1', 0);
  const before = await read<DefectNaming>('/v1/stations/line-1/names');
  await useBackbone('other');
  await lookOf(620);
  expect((await namesLearned(6, before)).report!.names).toEqual(['dust', 'oil']);

  await useBackbone('one');
  await lookOf(621);
  const naming = await until(async () => {
    const now = await read<DefectNaming>('/v1/stations/line-1/names');
    return now.report === null ? now : null;
  });
  expect(naming.reason).toMatch(/none has/);
});
