import { createHash } from 'node:crypto';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  type DetectionSettings,
  detectionSettings,
  type JobKind,
  jobKinds,
  type JudgeSettings,
  judgeSettings,
  type Recipe,
  type RecipesResult,
  recipesResult,
  recipesSettings,
} from '#contracts';
import { askingConnection, JobQueue, queues } from '#queue';
import {
  foldBanksFolder,
  SmallestDefects,
  type StoredTestPicture,
  testPictureBlobKey,
  TestPictures,
  TestScores,
} from '#storage';
import { systemClock } from '#telemetry';
import { type Line, startLine } from '../../support/line.js';
import { paintedPart } from '../../support/painted-parts.js';
import { askedNow } from '../../support/records.js';
import { type StartedApp, startCalibrator } from '../../support/started-apps.js';
import { until } from '../../support/until.js';

let line: Line;
let calibrator: StartedApp;
let pictures: TestPictures;
let scores: TestScores;
let analyse: JobQueue<object>;
let connection: ReturnType<typeof askingConnection>;

beforeAll(async () => {
  line = await startLine();
  calibrator = await startCalibrator(line.environment);
  pictures = new TestPictures(line.database);
  scores = new TestScores(line.database);
  connection = askingConnection(line.redis.url, () => undefined);
  await until(() => connection.status === 'ready');
  analyse = new JobQueue(queues.analyse, connection, () => undefined);
});

afterAll(async () => {
  await calibrator.stop();
  await analyse.close();
  connection.disconnect();
  await line.stop();
});

/** Adds a test picture as the API does: bytes, then the row. */
async function addPicture(station: string, seed: number, known: 'good' | 'bad', mask?: Buffer) {
  const bytes = await paintedPart(seed, { stain: known === 'bad' });
  const id = systemClock.newId();
  const blob = testPictureBlobKey(station, id);
  await line.blobs.put(blob, bytes);
  if (mask) await line.blobs.put(`${blob}.mask`, mask);
  const row: StoredTestPicture = {
    ...{ id, station, known, blob, partId: null, lot: null, capturedAt: null, region: null },
    ...{ kind: known === 'bad' ? 'stain' : null, maskBlob: mask ? `${blob}.mask` : null },
    ...{ fileName: `${known}-${seed}.jpg`, sourceFrame: null, addedBy: 'anna' },
    ...{ bytes: bytes.length, width: 192, height: 160, mediaType: 'image/jpeg' },
    ...{ sha256: createHash('sha256').update(bytes).digest('hex'), addedAt: systemClock.now() },
  };
  await pictures.add(row, askedNow());
  return id;
}

/** The stain of a painted part, white on black. */
function stainMask(): Promise<Buffer> {
  const [width, height] = [192, 160];
  const pixels = Buffer.alloc(width * height);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++)
      if ((x - 100) ** 2 + (y - 70) ** 2 < 30 ** 2) pixels[y * width + x] = 255;
  return sharp(pixels, { raw: { width, height, channels: 1 } })
    .png()
    .toBuffer();
}

async function calibrated(station: string, activate = true, recipe?: Recipe) {
  const id = await line.requestCalibration(station, activate, recipe ? { recipe } : {});
  return until(async () => {
    const job = await line.calibration(id);
    return job.endedAt === null ? null : job;
  });
}

const judged = (station: string, settings: Partial<JudgeSettings> = {}) =>
  ended(station, jobKinds.judge, judgeSettings.parse(settings));
const detected = (station: string, settings: Partial<DetectionSettings> = {}) =>
  ended(station, jobKinds.detection, detectionSettings.parse(settings));
const compared = (station: string, recipes: Recipe[]) =>
  ended(station, jobKinds['compare-recipes'], recipesSettings.parse({ recipes }));

async function ended<S extends Record<string, unknown>>(
  station: string,
  kind: JobKind<S>,
  settings: S,
) {
  const id = systemClock.newId();
  const said = { settings, askedBy: 'anna' };
  await line.jobs.request({ id, station, kind, ...said, requestedAt: systemClock.now() });
  await analyse.add({ jobId: id, stationId: station });
  return until(async () => {
    const job = await line.jobs.find(id);
    return job?.endedAt == null ? null : job;
  });
}

async function stationWith(id: string): Promise<void> {
  await line.putStation(id);
  for (let seed = 1; seed <= 20; seed++) await line.addNormal(await paintedPart(seed), id);
}

test('a calibration judges its model on the test set before it goes live; a job judges what came later', async () => {
  await stationWith('set');
  const good = await addPicture('set', 101, 'good');
  const bad = await addPicture('set', 102, 'bad', await stainMask());
  const { modelId, state } = await calibrated('set');
  expect(state).toBe('done');
  const first = await scores.of(modelId!);
  expect(first.map(({ pictureId }) => pictureId)).toEqual([good, bad]);
  expect(first[1]!.imageScore).toBeGreaterThan(first[0]!.imageScore);
  const later = await addPicture('set', 103, 'bad');
  const job = await judged('set');
  expect(job).toMatchObject({
    state: 'done',
    result: { modelId, scored: 1, unreadable: [], figures: { imageAuroc: 1, missed: 0 } },
  });
  expect((await scores.of(modelId!)).map(({ pictureId }) => pictureId)).toContain(later);
  const { pixels } = (await scores.judging(modelId!))!;
  expect(pixels).toMatchObject({ masks: 1, emptyMasks: 0 });
  expect(pixels!.pixelAuroc).toBeGreaterThan(0.5);
});

test('judged again, a picture has the score that it had; the same model never differs', async () => {
  await stationWith('again');
  await addPicture('again', 111, 'bad');
  const { modelId } = await calibrated('again');
  const before = await scores.of(modelId!);
  const job = await judged('again', { again: true, modelId: modelId! });
  expect(job.result).toMatchObject({ scored: 1 });
  const [one] = await scores.of(modelId!);
  expect(one!.imageScore).toBeCloseTo(before[0]!.imageScore, 3);
});

test('a station that refuses misses keeps a candidate that passes what the active model catches', async () => {
  await stationWith('strict');
  await addPicture('strict', 121, 'bad');
  const first = await calibrated('strict');
  expect(first.activation).toBe('done');
  const activation = { secondPerson: false, rehearsal: false, testSet: true };
  await line.stations.patch('strict', { activation });
  const same = await calibrated('strict');
  expect(same.activation).toBe('done');
  // The active model is made to have caught what it did, and the next one to have passed it: scores alone decide.
  const candidate = await calibrated('strict', false);
  const { pictureId } = (await scores.of(candidate.modelId!))[0]!;
  const passed = { pictureId, imageScore: 0, cameraFault: null, rows: 1, columns: 1, map: new Float32Array(1) }; // prettier-ignore
  await scores.put(candidate.modelId!, [passed], systemClock.now());
  await expect(line.activate('strict', candidate.modelId!)).rejects.toMatchObject({ code: 'test-set-misses', facts: { missed: 1 } }); // prettier-ignore
  await addPicture('strict', 122, 'bad');
  await expect(line.activate('strict', candidate.modelId!)).rejects.toMatchObject({ code: 'test-set-not-judged' }); // prettier-ignore
});

test('without a model to judge by, the job says so', async () => {
  await line.putStation('bare');
  const job = await judged('bare');
  expect([job.state, job.failure?.code]).toEqual(['failed', 'no-active-model']);
});

test('marks pasted on good parts are scored by banks without these parts, and what is found is kept with the model', async () => {
  await stationWith('marked');
  await calibrated('marked');
  const model = (await line.models.active('marked'))!;
  const kept = new SmallestDefects(line.database);
  expect(await kept.of(model.id)).toBeNull();
  expect(await detected('marked')).toMatchObject({ state: 'done', result: { version: 1 } });
  const found = (await kept.of(model.id))!;
  expect(found).toMatchObject({ modelId: model.id, version: 1, normals: 20, marks: 6 * 6 * 8 * 3 });
  expect(found.limits).toEqual({ warn: model.limits.warn, reject: model.limits.reject });
  for (const { tried } of found.places.cells) expect(tried).toBe(24);
  const [faint, strong] = [found.curves[0]!, found.curves[2]!];
  expect([faint.contrast, strong.contrast]).toEqual([15, 60]);
  // A quarter of the picture in another grey is seen by any bank; a speck of three pixels is not more so.
  expect(strong.points.at(-1)!.found).toBeGreaterThan(faint.points[0]!.found);
  expect(strong.points.at(-1)!.tried).toBe(36);

  await line.blobs.deleteFolder(foldBanksFolder('marked', model.id));
  const failed = await detected('marked', { seed: 2 });
  expect(failed).toMatchObject({ state: 'failed', failure: { code: 'validation-failed' } });
  expect((await kept.of(model.id))!.seed).toBe(1);
});

test('recipes stand side by side, the station’s own first; one makes a candidate and changes no setting', async () => {
  await stationWith('recipes');
  await addPicture('recipes', 131, 'good');
  await addPicture('recipes', 132, 'good');
  await addPicture('recipes', 133, 'bad');
  const fused = { input: { size: 96, second: 64 } };
  const job = await compared('recipes', [fused, { bank: { rows: 20, seed: 1 } }]);
  expect(job.failure).toBeNull();
  const result: RecipesResult = recipesResult.parse(job.result);
  expect(result).toMatchObject({ normals: 20, parts: { good: 2, bad: 1 }, unreadable: [] });
  expect(result.recipes.map(({ seen, recipe: { bank } }) => [seen.width, seen.second?.width, bank.rows])).toEqual([[64, undefined, 100], [96, 64, 100], [64, undefined, 20]]); // prettier-ignore
  const [own, other] = result.recipes;
  expect([own!.difference, own!.costFactor]).toEqual([null, 1]);
  expect(other!.difference).not.toBeNull();
  expect(other!.bad!.parts).toBe(1);
  const before = await line.stations.record('recipes');
  const { modelId } = await calibrated('recipes', false, fused);
  const model = (await line.models.find(modelId!))!;
  expect([model.inputSize.width, model.second?.inputSize.width]).toEqual([96, 64]);
  expect((await scores.of(modelId!)).length).toBe(3);
  expect((await line.stations.record('recipes'))!.settings).toEqual(before!.settings);
});

test('without bad parts recipes are not compared, and the job says what is missing', async () => {
  await stationWith('good-only');
  await addPicture('good-only', 141, 'good');
  const job = await compared('good-only', [{}]);
  expect(job).toMatchObject({ state: 'failed', failure: { code: 'test-set-lacks-parts' } });
  expect(job.failure!.detail).toContain('Add pictures of bad parts');
});
