import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { kindTrainingResult } from '#contracts';
import { openBackbone } from '#embedding';
import { loadTensorRuntime } from '#tensors';
import { type DefectKind, simulateFrame } from '#simulation';
import { json } from '../../support/http.js';
import { paintedPart } from '../../support/painted-parts.js';
import { TrainingLine } from '../../support/training-line.js';
import { until } from '../../support/until.js';

// The whole way: frames of a simulated line, people's names for their defects, and a calibrator that trains on them.
const kinds: DefectKind[] = ['missing-hole', 'scratch', 'stain'];
const simulated = { seed: 1, width: 200, height: 150, defects: 1 };
// How much better a trained head is depends on what the backbone sees: the shipped one, on pictures of its own size.
const shipped = 'touchstone-small';
let line: TrainingLine;

const simulate = async (index: number, kind: DefectKind | null) =>
  (await simulateFrame(simulated, index, kind)).bytes;

beforeAll(async () => {
  const normals = await Promise.all(Array.from({ length: 12 }, (_, i) => simulate(i, null)));
  line = await TrainingLine.start({ backbone: shipped, normals });
});
afterAll(() => line.stop());

async function nameDefects(from: number, each: number, nameOf: (kind: DefectKind) => string) {
  for (let i = from; i < from + each * kinds.length; i++) {
    const kind = kinds[i % kinds.length]!;
    await line.review(await simulate(i, kind), { answer: 'defect', name: nameOf(kind) });
  }
}

const seeds = (from: number, to: number) => Array.from({ length: to - from }, (_, i) => from + i);

/** A painted part with a bright bar across it. */
async function barred(seed: number): Promise<Buffer> {
  const input = await sharp({ create: { width: 90, height: 14, channels: 3, background: '#fff' } }).png().toBuffer(); // prettier-ignore
  return sharp(await paintedPart(seed)).composite([{ input, left: 40, top: 100 }]).jpeg({ quality: 92 }).toBuffer(); // prettier-ignore
}

test('too few kinds, and then too few images of them, are refused by name; so is a name that is taken', async () => {
  const none = await line.ended(await line.train({ name: 'line-1-kinds' }));
  expect(none).toMatchObject({ state: 'failed', failure: { code: 'validation-failed' } });
  expect(none.failure!.detail).toContain('Name the defects of another kind in reviews.');
  await nameDefects(100, 3, (kind) => kind);
  const few = await line.ended(await line.train({ name: 'line-1-kinds' }));
  expect(few.failure!.detail).toContain('"scratch" with 3 images');
  const taken = await line.ended(await line.train({ name: 'touchstone-small' }));
  expect(taken.failure!.detail).toContain('never written over');
  const bad = await line.ask('/v1/stations/line-1/analyses', json('POST', { kind: 'train', settings: { name: '../up' } })); // prettier-ignore
  expect(bad.status).toBe(400);
});

test('a backbone is trained, judged and accepted: a version that opens, with its log and its curves; followed live on the way', async () => {
  await nameDefects(200, 13, (kind) => kind);
  await nameDefects(300, 1, () => 'once');
  const id = await line.train({ name: 'line-1-kinds', epochs: 30, views: 2 });
  const live = await line.afterEpochs(id, 1);
  expect(live[0]).toMatchObject({ epoch: 1 });
  const job = await line.ended(id);
  expect(job.failure).toBeNull();
  const result = kindTrainingResult.parse(job.result);
  expect(result).toMatchObject({ accepted: true, base: shipped, name: 'line-1-kinds' });
  expect(result.images.normals).toBe(12);
  expect(result.images.kinds.map(({ images }) => images)).toEqual([16, 16, 16]);
  expect(result.images.leftOut).toEqual([{ kind: 'once', images: 3 }]);
  expect(result.deciding.trained).toBeGreaterThanOrEqual(result.deciding.base);
  expect(result.curve.at(-1)!.loss).toBeLessThan(result.curve[0]!.loss);

  const folder = join(line.backbones, 'line-1-kinds');
  const log = JSON.parse(await readFile(join(folder, 'training.json'), 'utf8')) as object;
  expect(log).toMatchObject({ station: 'line-1', analysis: id, deciding: result.deciding });
  const runtime = await loadTensorRuntime();
  const cacheFolder = join(line.line.dataFolder, 'cache');
  const backbone = await openBackbone(folder, { runtime, cacheFolder });
  expect(backbone.defectHead!(new Float32Array(backbone.dimensions).fill(1))).toHaveLength(
    backbone.dimensions,
  );
  backbone.dispose();
  const curves = await (await line.ask(`/v1/analyses/${id}/curves`)).text();
  expect(curves).toBe(await readFile(join(folder, 'curves.svg'), 'utf8'));
});

test('refused with its figures where no epoch is better than what the station has: there is nothing to open', async () => {
  // A stain and a bar are told apart by the backbone as it is: nothing can be better.
  await line.addStation('line-2', await Promise.all(seeds(1, 13).map((seed) => paintedPart(seed))));
  for (let seed = 20; seed < 40; seed++) {
    const kind = seed % 2 === 0 ? 'stain' : 'bar';
    const bytes = kind === 'stain' ? await paintedPart(seed, { stain: true }) : await barred(seed);
    await line.review(bytes, { answer: 'defect', name: kind }, 'line-2');
  }
  const id = await line.train({ name: 'refused', views: 2 }, 'line-2');
  const job = await line.ended(id);
  expect(job.state).toBe('done');
  const result = kindTrainingResult.parse(job.result);
  expect(result).toMatchObject({ accepted: false, bestEpoch: 0, deciding: { base: 1 } });
  expect((await readdir(line.backbones)).sort()).toEqual(['line-1-kinds', 'tiny']);
  expect(await (await line.ask(`/v1/analyses/${id}/curves`)).text()).toContain(
    'the untrained head was best',
  );
});

test('one that trains is cancelled; nothing of it stays', async () => {
  const id = await line.train({
    name: 'cancelled',
    epochs: 500,
    views: 2,
    head: 'mlp',
    objective: 'simclr',
  });
  await line.afterEpochs(id, 1);
  await line.cancel(id);
  expect((await line.ended(id)).state).toBe('cancelled');
  expect((await readdir(line.backbones)).sort()).toEqual(['line-1-kinds', 'tiny']);
});

test('the command line asks for it, follows it and says what came of it', async () => {
  const choice = { objective: 'arcface', epochs: 20, views: 2, name: 'by-command' } as const;
  expect(await line.trainByCommand({ ...choice, json: false })).toMatch(
    /missing-hole 16, scratch 16, stain 16[^]*Accepted: by-command/,
  );
  await expect(line.trainByCommand(choice)).rejects.toThrow('never written over');
});

test('a calibrator that is killed goes on from its last epoch, and ends where an undisturbed one ends', async () => {
  const settings = { epochs: 16, views: 2, head: 'mlp', objective: 'moco', seed: 3 };
  const id = await line.train({ ...settings, name: 'killed' });
  const before = await line.afterEpochs(id, 3);
  await line.killCalibrator();
  expect(existsSync(join(line.backbones, 'killed'))).toBe(false);
  await line.startCalibrator();
  const first = await until(async () => {
    const { state, progress } = await line.read(id);
    expect(state).toBe('running');
    // The old process's progress stands until the new one has read its images; describing them takes seconds.
    return progress?.step === 'embed' ? progress : null;
  });
  expect(first.training).toBeUndefined();
  const after = await line.afterEpochs(id, 1);
  expect(after.slice(0, before.length)).toEqual(before);
  const killed = kindTrainingResult.parse((await line.ended(id)).result);
  const whole = kindTrainingResult.parse((await line.ended(await line.train({ ...settings, name: 'whole' }))).result); // prettier-ignore
  expect({ ...killed, name: '' }).toEqual({ ...whole, name: '' });
});
