import { afterAll, beforeAll, expect, test } from 'vitest';
import { startAppProcess } from '../../support/app-process.js';
import { type Line, startLine } from '../../support/line.js';
import { paintedPart } from '../../support/painted-parts.js';
import { type StartedApp, startCalibrator } from '../../support/started-apps.js';
import { until } from '../../support/until.js';

let line: Line;
let calibrator: StartedApp | undefined;

beforeAll(async () => {
  line = await startLine();
});

afterAll(async () => {
  await calibrator?.stop();
  await line.stop();
});

async function stationWith(id: string, normals: number): Promise<void> {
  await line.putStation(id);
  for (let seed = 1; seed <= normals; seed++) await line.addNormal(await paintedPart(seed), id);
}

const ended = (calibration: string) =>
  until(async () => {
    const found = await line.calibrations.get(calibration);
    return found.endedAt === null ? null : found;
  }, 60_000);

/** What must not depend on the run: everything but the ids, the version and the time. */
async function essence(modelId: string) {
  const manifest = (await line.models.find(modelId))!;
  const { limits, certificate, bank, references, score } = manifest;
  const scores = references.map((reference) => reference.imageScore);
  return { limits, certificate, rows: bank.rows, score, scores };
}

test('a calibrator that is killed half-way: the next one makes the same model, once', async () => {
  await stationWith('killed', 40);
  await stationWith('whole', 40);
  const [killed, whole] = [
    await line.requestCalibration('killed'),
    await line.requestCalibration('whole'),
  ];
  const doomed = await startAppProcess('calibrator', line.environment);
  await until(async () => (await line.calibrations.get(killed)).state === 'running');
  await doomed.end('SIGKILL');
  expect((await line.calibrations.get(killed)).state).toBe('running');
  calibrator = await startCalibrator(line.environment);
  const [first, second] = [
    await until(async () => {
      const found = await line.calibrations.get(killed);
      return found.endedAt === null ? null : found;
    }, 110_000),
    await ended(whole),
  ];
  expect([first.state, second.state]).toEqual(['done', 'done']);
  expect(await line.models.list('killed')).toHaveLength(1);
  const normalIds = async (id: string) => (await line.models.find(id))!.references.length;
  expect(await normalIds(first.modelId!)).toBeGreaterThan(0);
  expect((await essence(first.modelId!)).scores.length).toBe(
    (await essence(second.modelId!)).scores.length,
  );
});

test('the same normals twice: the same bank, limits and certificate; the version goes up', async () => {
  calibrator ??= await startCalibrator(line.environment);
  await stationWith('twice', 15);
  const first = await ended(await line.requestCalibration('twice'));
  const second = await ended(await line.requestCalibration('twice', false));
  const [a, b] = [
    (await line.models.find(first.modelId!))!,
    (await line.models.find(second.modelId!))!,
  ];
  expect([a.version, b.version]).toEqual([1, 2]);
  expect(b.bank.sha256).toBe(a.bank.sha256);
  expect(await essence(b.id)).toEqual(await essence(a.id));
  expect((await line.models.active('twice'))!.id).toBe(a.id);
  expect(first.certificate).toEqual(a.certificate);
  expect(a.certificate.provisional).toBe(true);
});

test('too few normals: failed, with the number that is missing', async () => {
  calibrator ??= await startCalibrator(line.environment);
  await stationWith('few', 7);
  const { state, failure } = await ended(await line.requestCalibration('few'));
  expect([state, failure?.code]).toEqual(['failed', 'too-few-normals']);
  expect(failure?.detail).toContain('3');
  expect(await line.models.list('few')).toEqual([]);
});

test('a normal that cannot be decoded is named', async () => {
  calibrator ??= await startCalibrator(line.environment);
  await stationWith('spoilt', 12);
  const id = await line.addNormal((await paintedPart(99)).subarray(0, 900), 'spoilt');
  const { failure } = await ended(await line.requestCalibration('spoilt'));
  expect(failure?.detail).toContain(id);
});
