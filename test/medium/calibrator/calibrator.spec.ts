import { afterAll, beforeAll, expect, test } from 'vitest';
import { Quarantine } from '#storage';
import { startAppProcess } from '../../support/app-process.js';
import { type Line, startLine } from '../../support/line.js';
import { paintedPart } from '../../support/painted-parts.js';
import { type StartedApp, startCalibrator } from '../../support/started-apps.js';
import { patience, until } from '../../support/until.js';
import { endLocksOfTheDead } from '../../support/dead-locks.js';

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

const ended = (calibration: string, withinMs = patience.timeout) =>
  until(async () => {
    const found = await line.calibration(calibration);
    return found.endedAt === null ? null : found;
  }, withinMs);

/** Returns what must not depend on the run: everything but the ids, the version and the time. */
async function essence(modelId: string) {
  const manifest = (await line.models.find(modelId))!;
  const { limits, certificate, bank, references, score, foldBanks } = manifest;
  const scores = references.map((reference) => reference.imageScore);
  const folds = foldBanks.map(({ sha256, heldOut }) => ({ sha256, heldOut }));
  return { limits, certificate: { ...certificate, made: null }, bank: bank.sha256, score, scores, folds }; // prettier-ignore
}

test('a calibrator that is killed half-way: the next one makes the same model, once', async () => {
  await stationWith('killed', 40);
  const killed = await line.requestCalibration('killed');
  const doomed = await startAppProcess('calibrator', line.environment);
  await until(async () => (await line.calibration(killed)).state === 'running');
  await doomed.end('SIGKILL');
  expect((await line.calibration(killed)).state).toBe('running');
  await endLocksOfTheDead(line.redis.url, 'calibrate');
  calibrator = await startCalibrator(line.environment);
  const first = await ended(killed);
  expect(first.state).toBe('done');
  expect(await line.models.list('killed')).toHaveLength(1);
  const second = await ended(await line.requestCalibration('killed'));
  expect(await essence(second.modelId!)).toEqual(await essence(first.modelId!));
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

test('a normal that cannot be decoded is set aside by its name, and the others make the model', async () => {
  calibrator ??= await startCalibrator(line.environment);
  await stationWith('spoilt', 12);
  const id = await line.addNormal((await paintedPart(99)).subarray(0, 900), 'spoilt');
  const { state, modelId } = await ended(await line.requestCalibration('spoilt'));
  expect(state).toBe('done');
  expect((await line.models.find(modelId!))!.certificate).toMatchObject({ frames: 12 });
  const quarantined = await new Quarantine(line.database).find('spoilt', id);
  expect(quarantined?.findings).toMatchObject([{ reason: 'unreadable' }]);
});

test('new normals are added to the active model; its folds stay, the certificate says who asked and why', async () => {
  calibrator ??= await startCalibrator(line.environment);
  await stationWith('grows', 20);
  const first = await ended(await line.requestCalibration('grows'));
  for (let seed = 101; seed <= 104; seed++) await line.addNormal(await paintedPart(seed), 'grows');
  const asked = { incremental: true, askedBy: 'anna', why: 'four more' };
  const second = await ended(await line.requestCalibration('grows', true, asked));
  const [before, after] = await Promise.all(
    [first, second].map(async ({ modelId }) => (await line.models.find(modelId!))!),
  );
  expect(after!.extends).toBe(before!.id);
  expect(after!.certificate).toMatchObject({
    frames: 24,
    made: { by: 'anna', why: 'four more' },
    hashes: { bank: after!.bank.sha256 },
  });
  before!.foldBanks.forEach(({ heldOut }, fold) =>
    expect(after!.foldBanks[fold]!.heldOut).toEqual(expect.arrayContaining(heldOut)),
  );
  // A normal that is gone must leave the banks, and that takes a rebuild.
  const [gone] = before!.foldBanks[0]!.heldOut;
  await line.normals.delete('grows', gone!);
  const third = await ended(await line.requestCalibration('grows', true, asked));
  const rebuilt = (await line.models.find(third.modelId!))!;
  expect(rebuilt.extends).toBeNull();
  expect(rebuilt.certificate.frames).toBe(23);
  // Only the active and the newest model keep what adding to them needs.
  const kept = (model: typeof before) => line.blobs.exists(model!.foldBanks[0]!.blob);
  expect(await Promise.all([before, after, rebuilt].map(kept))).toEqual([false, true, true]);
});

test('a station that wants a second person or a rehearsal first: the model waits, and the result says so', async () => {
  calibrator ??= await startCalibrator(line.environment);
  await stationWith('careful', 15);
  const wants = (activation: { secondPerson: boolean; rehearsal: boolean }) =>
    line.stations.patch('careful', { activation: { ...activation, testSet: false } });
  await wants({ secondPerson: true, rehearsal: false });
  const waiting = await ended(await line.requestCalibration('careful'));
  expect(waiting).toMatchObject({ state: 'done', activation: 'waiting' });
  await wants({ secondPerson: false, rehearsal: true });
  const unrehearsed = await ended(await line.requestCalibration('careful'));
  expect(unrehearsed).toMatchObject({ state: 'done', activation: 'rehearsal-needed' });
  expect((await line.models.list('careful')).map(({ state }) => state)).toEqual(['candidate', 'candidate']); // prettier-ignore
  await wants({ secondPerson: false, rehearsal: false });
  expect((await ended(await line.requestCalibration('careful'))).activation).toBe('done');
});
