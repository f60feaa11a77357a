import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { type AnalysisJob, oneClassTrainingResult } from '#contracts';
import { stationTrain } from '../../../apps/cli/src/train/station-train.js';
import { startApi, type TestApi } from '../../support/api.js';
import { type AppProcess, startAppProcess } from '../../support/app-process.js';
import { bodyOf, json } from '../../support/http.js';
import { type Line, startLine } from '../../support/line.js';
import { paintedPart } from '../../support/painted-parts.js';
import { startWorker, type StartedApp } from '../../support/started-apps.js';
import { until } from '../../support/until.js';

// The whole way from good parts: a station with 24 of them, a quarter of the picture masked, and a few reviewed frames.
const right = [{ x: 0.75, y: 0 }, { x: 1, y: 0 }, { x: 1, y: 1 }, { x: 0.75, y: 1 }]; // prettier-ignore
const masks = { include: [], ignore: [right], image: null };
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
    ...{ masks, bank: { rows: 200, seed: 1 } },
    camera: { check: false, alertAfter: 3, margin: 1 },
    screen: { enabled: false, mostGood: 0.05 },
  });
  await Promise.all(
    Array.from({ length: 24 }, async (_, i) => line.addNormal(await paintedPart(i + 1))),
  );
  calibrator = await startAppProcess('calibrator', line.environment);
  worker = await startWorker(line.environment);
  await calibrated();
}, 120_000);
afterAll(async () => {
  await Promise.all([worker.stop(), calibrator.end('SIGKILL')]);
  await api.stop();
  await line.stop();
});

const ask = (path: string, init?: RequestInit) => fetch(`${api.url}${path}`, init);
const read = (id: string) =>
  ask(`/v1/analyses/${id}`).then((answer) => bodyOf<AnalysisJob>(answer));
const backbones = () => join(line.dataFolder, 'backbones');

async function calibrated(): Promise<void> {
  const id = await line.requestCalibration();
  await until(async () => (await line.calibrations.get(id)).endedAt !== null, 120_000);
  expect((await line.calibrations.get(id)).state).toBe('done');
}

async function train(settings: object): Promise<string> {
  const asked = json('POST', { kind: 'train', settings: { objective: 'one-class', ...settings } });
  const answer = await ask('/v1/stations/line-1/analyses', asked);
  expect(answer.status).toBe(202);
  return (await bodyOf<AnalysisJob>(answer)).id;
}

const ended = (id: string) =>
  until(async () => {
    const job = await read(id);
    return job.endedAt === null ? null : job;
  }, 180_000);

/** Runs until this step is told. */
const atStep = (id: string, step: string) =>
  until(async () => {
    const { progress, endedAt } = await read(id);
    expect(endedAt).toBeNull();
    return progress?.step === step ? progress : null;
  }, 120_000);

async function review(seed: number, answer: 'ok' | 'defect'): Promise<void> {
  const frameId = await line.push(await paintedPart(seed, { stain: answer === 'defect' }));
  await until(async () => (await line.inspections.find(frameId)) !== null, 30_000);
  const said = await ask(`/v1/frames/${frameId}/review`, json('POST', { answer, by: 'Ada' }));
  expect(said.status).toBe(201);
}

test('settings of a head are refused by the API', async () => {
  const settings = { name: 'line-1-parts', objective: 'one-class', head: 'mlp' };
  const answer = await ask('/v1/stations/line-1/analyses', json('POST', { kind: 'train', settings })); // prettier-ignore
  expect(answer.status).toBe(400);
  expect(await answer.text()).toContain('head');
});

test('asked for by command: followed with its loss, accepted, there as a backbone; reviewed frames judge beside it', async () => {
  for (let i = 0; i < 3; i++) {
    await review(100 + i, 'ok');
    await review(200 + i, 'defect');
  }
  // A frame that is a normal already judges nothing.
  await review(1, 'ok');
  const written: string[] = [];
  const out = vi.spyOn(process.stdout, 'write').mockImplementation((chunk) => written.push(String(chunk)) > 0); // prettier-ignore
  vi.spyOn(process.stderr, 'write').mockReturnValue(true);
  const filled = { head: 'linear', epochs: 40, views: 6, seed: 1, json: true } as const;
  const options = {
    ...filled,
    objective: 'one-class',
    name: 'parts',
    url: api.url,
    by: 'Ada',
  } as const;
  try {
    await stationTrain('line-1', options);
  } finally {
    out.mockRestore();
    vi.restoreAllMocks();
  }
  const { analysisId, ...told } = JSON.parse(written.join('')) as { analysisId: string };
  const result = oneClassTrainingResult.parse(told);
  expect(result).toMatchObject({
    ...{ accepted: true, base: 'touchstone-small' },
    images: { normals: 24, good: 3, defects: 3 },
    parts: { bank: 12, fit: 8, decide: 4 },
  });
  expect(result.deciding.after).toBeGreaterThan(result.deciding.before);
  expect(result.judging!.before).toBeGreaterThan(0.5);
  expect(result.curve.at(-1)!.loss).toBeLessThan(result.curve[0]!.loss);
  const log = await readFile(join(backbones(), 'parts', 'training.json'), 'utf8');
  expect(JSON.parse(log)).toMatchObject({ station: 'line-1', analysis: analysisId });
  const curves = await (await ask(`/v1/analyses/${analysisId}/curves`)).text();
  expect(curves).toBe(await readFile(join(backbones(), 'parts', 'curves.svg'), 'utf8'));
}, 180_000);

test('cancelled while it compares and while it judges; nothing of it stays', async () => {
  for (const step of ['compare', 'judge']) {
    const id = await train({ name: 'cancelled' });
    await atStep(id, step);
    await ask(`/v1/analyses/${id}/cancel`, json('POST', { by: 'Ada' }));
    expect((await ended(id)).state).toBe('cancelled');
    expect(existsSync(join(backbones(), 'cancelled'))).toBe(false);
  }
}, 180_000);

test('a calibrator that is killed begins anew, and comes to the same figures', async () => {
  const id = await train({ name: 'killed' });
  const { training } = await atStep(id, 'train');
  expect(training!.curve[0]).toMatchObject({ epoch: 1, heldOut: null });
  await calibrator.end('SIGKILL');
  expect(existsSync(join(backbones(), 'killed'))).toBe(false);
  // The dead one's lock on the job ends after a minute.
  calibrator = await startAppProcess('calibrator', line.environment);
  const killed = oneClassTrainingResult.parse((await ended(id)).result);
  const first = JSON.parse(
    await readFile(join(backbones(), 'parts', 'training.json'), 'utf8'),
  ) as object;
  const { deciding, judging: test, curve } = killed;
  expect(first).toMatchObject({ deciding, test, curve });
}, 300_000);

test('the station calibrates with it as with any other; what is weighted already is not weighted again', async () => {
  const taken = await ask('/v1/stations/line-1', json('PATCH', { backbone: 'parts' }));
  expect(taken.status).toBe(200);
  const asked = await ask('/v1/stations/line-1/calibrations', json('POST', { activate: true }));
  const { id } = await bodyOf<{ id: string }>(asked);
  await until(async () => (await line.calibrations.get(id)).endedAt !== null, 120_000);
  expect((await line.calibrations.get(id)).state).toBe('done');
  const again = await ended(await train({ name: 'twice' }));
  expect(again.failure).toMatchObject({ code: 'backbone-invalid' });
  expect(again.failure!.detail).toContain('projects its patches already');
}, 180_000);
