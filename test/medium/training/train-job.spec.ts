import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { type AnalysisJob, kindTrainingResult } from '#contracts';
import { openBackbone } from '#embedding';
import { loadTensorRuntime } from '#tensors';
import { type DefectKind } from '../../../apps/cli/src/simulate/defects.js';
import { simulateFrame } from '../../../apps/cli/src/simulate/frame.js';
import { stationTrain } from '../../../apps/cli/src/train/station-train.js';
import { startApi, type TestApi } from '../../support/api.js';
import { type AppProcess, startAppProcess } from '../../support/app-process.js';
import { bodyOf, json } from '../../support/http.js';
import { type Line, startLine } from '../../support/line.js';
import { paintedPart } from '../../support/painted-parts.js';
import { startWorker, type StartedApp } from '../../support/started-apps.js';
import { until } from '../../support/until.js';

// The whole way: frames of a simulated line, people's names for their defects, and a calibrator that trains on them.
const kinds: DefectKind[] = ['missing-hole', 'scratch', 'stain'];
const simulated = { seed: 1, width: 200, height: 150, defects: 1 };
const station = '/v1/stations/line-1';
let line: Line;
let api: TestApi;
let worker: StartedApp;
let calibrator: AppProcess;

beforeAll(async () => {
  line = await startLine();
  const blobs = pathToFileURL(join(line.dataFolder, 'blobs')).href;
  api = await startApi({ redisUrl: line.redis.url, databaseUrl: line.postgres.url }, { blobs });
  await line.putStation('line-1', {
    backbone: 'touchstone-small',
    camera: { check: false, alertAfter: 3, margin: 1 },
    screen: { enabled: false, mostGood: 0.05 },
  });
  for (let i = 0; i < 12; i++)
    await line.addNormal((await simulateFrame(simulated, i, null)).bytes);
  calibrator = await startAppProcess('calibrator', line.environment);
  worker = await startWorker(line.environment);
  const calibration = await line.requestCalibration();
  await until(async () => (await line.calibrations.get(calibration)).state === 'done', 120_000);
});
afterAll(async () => {
  await Promise.all([worker.stop(), calibrator.end('SIGKILL')]);
  await api.stop();
  await line.stop();
});

const ask = (path: string, init?: RequestInit) => fetch(`${api.url}${path}`, init);
const read = (id: string) =>
  ask(`/v1/analyses/${id}`).then((answer) => bodyOf<AnalysisJob>(answer));
const backbones = () => join(line.dataFolder, 'backbones');

async function train(settings: object): Promise<string> {
  const asked = json('POST', { kind: 'train', settings, by: 'Ada' });
  const answer = await ask(`${station}/analyses`, asked);
  expect(answer.status).toBe(202);
  return (await bodyOf<AnalysisJob>(answer)).id;
}

const ended = (id: string) =>
  until(async () => {
    const job = await read(id);
    return job.endedAt === null ? null : job;
  }, 120_000);

/** Runs until so many epochs are told. */
const afterEpochs = (id: string, epochs: number) =>
  until(async () => {
    const job = await read(id);
    expect(job.endedAt).toBeNull();
    const curve = job.progress?.training?.curve ?? [];
    return curve.length >= epochs ? curve : null;
  }, 120_000);

async function nameDefects(from: number, each: number, nameOf: (kind: DefectKind) => string) {
  for (let i = from; i < from + each * kinds.length; i++) {
    const kind = kinds[i % kinds.length]!;
    const frameId = await line.push((await simulateFrame(simulated, i, kind)).bytes);
    await nameFrame(frameId, nameOf(kind));
  }
}

async function nameFrame(frameId: string, name: string): Promise<void> {
  await until(async () => (await line.inspections.find(frameId)) !== null);
  const answer = json('POST', { answer: 'defect', name, by: 'Ada' });
  expect((await ask(`/v1/frames/${frameId}/review`, answer)).status).toBe(201);
}

/** A painted part with a bright bar across it. */
async function barred(seed: number): Promise<Buffer> {
  const input = await sharp({ create: { width: 90, height: 14, channels: 3, background: '#fff' } }).png().toBuffer(); // prettier-ignore
  return sharp(await paintedPart(seed)).composite([{ input, left: 40, top: 100 }]).jpeg({ quality: 92 }).toBuffer(); // prettier-ignore
}

test('too few kinds, and then too few images of them, are refused by name; so is a name that is taken', async () => {
  const none = await ended(await train({ name: 'line-1-kinds' }));
  expect(none).toMatchObject({ state: 'failed', failure: { code: 'validation-failed' } });
  expect(none.failure!.detail).toContain('Name the defects of another kind in reviews.');
  await nameDefects(100, 3, (kind) => kind);
  const few = await ended(await train({ name: 'line-1-kinds' }));
  expect(few.failure!.detail).toContain('"scratch" with 3 images');
  const taken = await ended(await train({ name: 'touchstone-small' }));
  expect(taken.failure!.detail).toContain('never written over');
  const bad = await ask(`${station}/analyses`, json('POST', { kind: 'train', settings: { name: '../up' } })); // prettier-ignore
  expect(bad.status).toBe(400);
});

test('trained, judged, accepted: a version that opens, with its log and its curves; followed live on the way', async () => {
  await nameDefects(200, 13, (kind) => kind);
  await nameDefects(300, 1, () => 'once');
  const id = await train({ name: 'line-1-kinds', epochs: 30, views: 4 });
  const live = await afterEpochs(id, 1);
  expect(live[0]).toMatchObject({ epoch: 1 });
  const job = await ended(id);
  expect(job.failure).toBeNull();
  const result = kindTrainingResult.parse(job.result);
  expect(result).toMatchObject({ accepted: true, base: 'touchstone-small', name: 'line-1-kinds' });
  expect(result.images.normals).toBe(12);
  expect(result.images.kinds.map(({ images }) => images)).toEqual([16, 16, 16]);
  expect(result.images.leftOut).toEqual([{ kind: 'once', images: 3 }]);
  expect(result.deciding.trained).toBeGreaterThanOrEqual(result.deciding.base);
  expect(result.curve.at(-1)!.loss).toBeLessThan(result.curve[0]!.loss);

  const folder = join(backbones(), 'line-1-kinds');
  const log = JSON.parse(await readFile(join(folder, 'training.json'), 'utf8')) as object;
  expect(log).toMatchObject({ station: 'line-1', analysis: id, deciding: result.deciding });
  const runtime = await loadTensorRuntime('native');
  const cacheFolder = join(line.dataFolder, 'cache');
  const backbone = await openBackbone(folder, { runtime, cacheFolder });
  expect(backbone.defectHead!(new Float32Array(backbone.dimensions).fill(1))).toHaveLength(
    backbone.dimensions,
  );
  backbone.dispose();
  const curves = await (await ask(`/v1/analyses/${id}/curves`)).text();
  expect(curves).toBe(await readFile(join(folder, 'curves.svg'), 'utf8'));
});

test('refused with its figures where no epoch is better than what the station has: there is nothing to open', async () => {
  // A stain and a bar are told apart by the backbone as it is: nothing can be better.
  await line.putStation('line-2', {
    camera: { check: false, alertAfter: 3, margin: 1 },
    screen: { enabled: false, mostGood: 0.05 },
  });
  for (let seed = 1; seed <= 12; seed++) await line.addNormal(await paintedPart(seed), 'line-2');
  const calibration = await line.requestCalibration('line-2');
  await until(async () => (await line.calibrations.get(calibration)).state === 'done', 60_000);
  for (let seed = 20; seed < 40; seed++) {
    const kind = seed % 2 === 0 ? 'stain' : 'bar';
    const bytes = kind === 'stain' ? await paintedPart(seed, { stain: true }) : await barred(seed);
    await nameFrame(await line.push(bytes, 'line-2'), kind);
  }
  const asked = json('POST', { kind: 'train', settings: { name: 'refused' } });
  const { id } = await bodyOf<AnalysisJob>(await ask('/v1/stations/line-2/analyses', asked));
  const job = await ended(id);
  expect(job.state).toBe('done');
  const result = kindTrainingResult.parse(job.result);
  expect(result).toMatchObject({ accepted: false, bestEpoch: 0, deciding: { base: 1 } });
  expect((await readdir(backbones())).sort()).toEqual(['line-1-kinds', 'tiny']);
  expect(await (await ask(`/v1/analyses/${id}/curves`)).text()).toContain(
    'the untrained head was best',
  );
});

test('one that trains is cancelled; nothing of it stays', async () => {
  const id = await train({ name: 'cancelled', epochs: 500, head: 'mlp', objective: 'simclr' });
  await afterEpochs(id, 1);
  await ask(`/v1/analyses/${id}/cancel`, json('POST', { by: 'Ada' }));
  expect((await ended(id)).state).toBe('cancelled');
  expect((await readdir(backbones())).sort()).toEqual(['line-1-kinds', 'tiny']);
});

test('the command line asks for it, follows it and says what came of it', async () => {
  const written: string[] = [];
  const out = vi.spyOn(process.stdout, 'write').mockImplementation((chunk) => written.push(String(chunk)) > 0); // prettier-ignore
  vi.spyOn(process.stderr, 'write').mockReturnValue(true);
  const choice = { objective: 'arcface', head: 'linear', epochs: 20, views: 4, seed: 1 } as const;
  const options = { ...choice, name: 'by-command', url: api.url, by: 'Ada' };
  try {
    await stationTrain('line-1', options);
    expect(written.join('')).toMatch(
      /missing-hole 16, scratch 16, stain 16[^]*Accepted: by-command/,
    );
    await expect(stationTrain('line-1', options)).rejects.toThrow('never written over');
  } finally {
    out.mockRestore();
    vi.restoreAllMocks();
  }
});

test('a calibrator that is killed goes on from its last epoch, and ends where an undisturbed one ends', async () => {
  const settings = { epochs: 40, head: 'mlp', objective: 'moco', seed: 3 };
  const id = await train({ ...settings, name: 'killed' });
  const before = await afterEpochs(id, 3);
  await calibrator.end('SIGKILL');
  expect(existsSync(join(backbones(), 'killed'))).toBe(false);
  // The dead one's lock on the job ends after a minute.
  calibrator = await startAppProcess('calibrator', line.environment);
  const first = await until(async () => {
    const { state, progress } = await read(id);
    expect(state).toBe('running');
    // The old process's progress stands until the new one has read its images; describing them takes seconds.
    return progress?.step === 'embed' ? progress : null;
  }, 120_000);
  expect(first.training).toBeUndefined();
  const after = await afterEpochs(id, 1);
  expect(after.slice(0, before.length)).toEqual(before);
  const killed = kindTrainingResult.parse((await ended(id)).result);
  const whole = kindTrainingResult.parse((await ended(await train({ ...settings, name: 'whole' }))).result); // prettier-ignore
  expect({ ...killed, name: '' }).toEqual({ ...whole, name: '' });
  // A minute is the lock's; without the native library two trainings take another two.
}, 300_000);
