import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  type Inspection,
  type Rehearsal,
  type LaneJob,
  shownRehearsal,
  verdict,
  type Verdict,
} from '#contracts';
import { systemClock } from '#telemetry';
import { askingConnection, JobQueue, queues } from '#queue';
import { Embeddings, Jobs } from '#storage';
import { storeInspections } from '../../bench/rehearsal/stored-inspections.js';
import { startAppProcess } from '../../support/app-process.js';
import { newRehearsal } from '../../support/long-jobs.js';
import { type Line, startLine } from '../../support/line.js';
import { paintedPart } from '../../support/painted-parts.js';
import { type StartedApp, startCalibrator, startWorker } from '../../support/started-apps.js';
import { patience, until } from '../../support/until.js';
import { endLocksOfTheDead } from '../../support/dead-locks.js';

const station = 'line-1';

let line: Line;
let calibrator: StartedApp | undefined;
let queue: JobQueue<LaneJob>;
let jobs: Jobs;
let embeddings: Embeddings;
let closeQueue: () => Promise<void>;
/** Bytes of the frames by their id, every other one with a stain. */
let pushed: Map<string, Buffer>;
let first: string;
let candidate: string;

beforeAll(async () => {
  line = await startLine();
  jobs = line.jobs;
  embeddings = new Embeddings(line.database, line.blobs);
  const connection = askingConnection(line.redis.url, () => undefined);
  await until(() => connection.status === 'ready');
  queue = new JobQueue(queues.rehearse, connection, () => undefined);
  closeQueue = async () => {
    await queue.close();
    connection.disconnect();
  };
  await line.putStation(station, { screen: { enabled: false, mostGood: 0.05 } });
  for (let seed = 1; seed <= 12; seed++) await line.addNormal(await paintedPart(seed));
  calibrator = await startCalibrator(line.environment);
  first = await calibrated(true);
  pushed = new Map();
  for (let seed = 100; seed < 112; seed++) await push(await paintedPart(seed, { stain: seed % 2 === 1 })); // prettier-ignore
  await inspectedAll([...pushed.keys()]);
  // A model that has learned stains: known defects would pass.
  for (let seed = 20; seed < 32; seed++)
    await line.addNormal(await paintedPart(seed, { stain: seed % 2 === 1 }));
  candidate = await calibrated(false);
});

afterAll(async () => {
  await calibrator?.stop();
  await closeQueue();
  await line.stop();
});

async function push(bytes: Buffer): Promise<void> {
  pushed.set(await line.push(bytes, station), bytes);
}

async function calibrated(activate: boolean): Promise<string> {
  const id = await line.requestCalibration(station, activate);
  const ended = await until(async () => {
    const found = await line.calibration(id);
    return found.endedAt === null ? null : found;
  });
  return ended.modelId!;
}

/** Inspects what waits with a real worker; ends when the embeddings are kept. */
async function inspectedAll(ids: readonly string[]): Promise<Inspection[]> {
  const worker = await startWorker(line.environment);
  const found = await Promise.all(ids.map((id) => until(() => line.inspections.find(id))));
  await until(async () => (await Promise.all(ids.map((id) => embeddings.find(id)))).every(Boolean));
  await worker.stop();
  return found;
}

/** Its row alone: no calibrator hears of it. */
async function writeDown(model: string, inspections = 1000, fromImages = false): Promise<string> {
  const settings = { modelId: model, against: first, inspections, fromImages };
  return (await jobs.request(newRehearsal(station, settings, { askedBy: 'anna' }))).id;
}

async function ask(model: string, inspections = 1000, fromImages = false): Promise<string> {
  const id = await writeDown(model, inspections, fromImages);
  await queue.add({ jobId: id, stationId: station });
  return id;
}

const ended = (id: string, withinMs = patience.timeout): Promise<Rehearsal> =>
  until(async () => {
    const found = shownRehearsal(await jobs.get('rehearse', id));
    return found.endedAt === null ? null : found;
  }, withinMs);

async function resultOf(id: string, withinMs?: number) {
  const { failure, result } = await ended(id, withinMs);
  expect(failure).toBeNull();
  return result!;
}

async function answer(frameId: string, said: 'ok' | 'defect'): Promise<void> {
  await line.database.ask((queries) =>
    queries.execute(
      `INSERT INTO reviews (id, frame_id, station, answer, note, answered_by, answered_at, verdict, effect)
       VALUES ('${systemClock.newId()}', '${frameId}', '${station}', '${said}', '', 'anna', '${systemClock.now().toISOString()}', 'defect', 'none')`,
    ),
  );
}

function matrix(pairs: readonly { from: Verdict; to: Verdict }[]): Record<string, number> {
  const cells: Record<string, number> = {};
  for (const { from, to } of pairs) cells[`${from} ${to}`] = (cells[`${from} ${to}`] ?? 0) + 1;
  return cells;
}

test('the model that made the verdicts, replayed, says the same', async () => {
  const result = await resultOf(await ask(first));
  expect(result).toMatchObject({ replayed: 12, leftOut: 0, flipped: [] });
  for (const { from, to } of result.flips) expect(to).toBe(from);
  expect(result.byDay.reduce((sum, { frames }) => sum + frames, 0)).toBe(12);
});

test('what a candidate would say is what it says once it is active', async () => {
  const { flips, flipped } = await resultOf(await ask(candidate));
  const before = await Promise.all([...pushed.keys()].map((id) => line.inspections.get(id)));
  await line.activate(station, candidate);
  const again: string[] = [];
  for (const bytes of pushed.values()) again.push(await line.push(bytes, station));
  const after = await inspectedAll(again);
  const slow = matrix(before.map(({ verdict: from }, i) => ({ from, to: after[i]!.verdict })));
  expect(Object.fromEntries(flips.map(({ from, to, count }) => [`${from} ${to}`, count]))).toEqual(slow); // prettier-ignore
  expect(flipped.length).toBeGreaterThan(0);
  for (const frame of flipped) {
    const scored = after[[...pushed.keys()].indexOf(frame.frameId)]!;
    // Float16 keeps eleven bits of each number.
    expect(frame.after.imageScore / scored.imageScore).toBeCloseTo(1, 2);
  }
});

test('people’s answers: known defects that would pass are named, also without a kept embedding', async () => {
  const before = await Promise.all([...pushed.keys()].map((id) => line.inspections.get(id)));
  const defects = before.filter((one) => one.verdict === 'defect').map((one) => one.frameId);
  for (const id of defects) await answer(id, 'defect');
  const kept = await resultOf(await ask(candidate));
  expect(kept.reviewed).toBe(defects.length);
  expect(kept.defectsThatWouldPass.length + kept.defectsStillCaught).toBe(defects.length);
  expect(kept.defectsThatWouldPass.length).toBeGreaterThan(0);
  await embeddings.prune(station, 4);
  const pruned = await resultOf(await ask(candidate));
  expect(pruned).toMatchObject({
    replayed: 4,
    leftOut: 20,
    leftOutBecause: [{ reason: 'no embedding was kept', count: 20 }],
  });
  const named = (frames: { frameId: string }[]) => frames.map(({ frameId }) => frameId).sort();
  expect(named(pruned.defectsThatWouldPass)).toEqual(named(kept.defectsThatWouldPass));
  const fromImages = await resultOf(await ask(candidate, 1000, true));
  expect(fromImages).toMatchObject({ replayed: 24, leftOut: 0 });
});

test('only the newest are replayed, and a model that is gone fails with the reason', async () => {
  expect((await resultOf(await ask(first, 3))).replayed).toBe(3);
  expect((await ended(await ask(systemClock.newId()))).failure?.code).toBe('model-not-found');
});

test('a calibrator that is killed half-way: the next one writes the one result', async () => {
  await calibrator?.stop();
  calibrator = undefined;
  const frames: string[] = [];
  for await (const { frameId } of embeddings.newest(station, 4)) frames.push(frameId);
  await storeInspections(line, station, frames, 4_000);
  const doomed = await startAppProcess('calibrator', line.environment);
  const killed = await ask(first, 4_000);
  await until(async () => ((await jobs.get('rehearse', killed)).progress?.done ?? 0) > 0);
  await doomed.end('SIGKILL');
  expect(await jobs.get('rehearse', killed)).toMatchObject({ state: 'running', result: null });
  await endLocksOfTheDead(line.redis.url, 'rehearse');
  calibrator = await startCalibrator(line.environment);
  const result = await resultOf(killed);
  expect(result.replayed + result.leftOut).toBe(4_000);
  const verdicts = result.flips.reduce((sum, { count }) => sum + count, 0);
  expect(verdicts).toBe(result.replayed);
  expect(result.flips.every(({ from }) => verdict.options.includes(from))).toBe(true);
});

const person = () => ({ by: 'anna', auditId: systemClock.newId(), at: systemClock.now() });

test('one that is cancelled while it runs has no result; the calibrator goes on', async () => {
  calibrator ??= await startCalibrator(line.environment);
  const long = await ask(first, 4_000);
  await until(async () => ((await jobs.get('rehearse', long)).progress?.done ?? 0) > 0);
  expect((await jobs.askToCancel('rehearse', long, person())).state).toBe('running');
  expect(await ended(long)).toMatchObject({ state: 'cancelled', result: null, failure: null });
  expect((await resultOf(await ask(first, 3))).replayed).toBe(3);
});

test('one that was cancelled while its result was on the way has none', async () => {
  const id = await writeDown(first);
  await jobs.start(id);
  await jobs.askToCancel('rehearse', id, person());
  expect(await jobs.beginStoring(id)).toBe(false);
  expect(await jobs.cancelled(id)).toMatchObject({ state: 'cancelled', result: null });
});
