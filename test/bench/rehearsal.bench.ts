import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { setTimeout as sleep } from 'node:timers/promises';
import { rehearsal, type Rehearsal } from '#contracts';
import { Embeddings } from '#storage';
import { startApi } from '../support/api.js';
import { startAppProcess } from '../support/app-process.js';
import { type Line, startLine } from '../support/line.js';
import { settingsWith } from '../support/records.js';
import { startCalibrator } from '../support/started-apps.js';
import { until } from '../support/until.js';
import { storeInspections } from './rehearsal/stored-inspections.js';
import { stepTimes } from './rehearsal/step-times.js';
import { median } from './timing.js';
import { makeFrames } from './whole-way/calibrated-station.js';

const station = 'bench';

/**
 * A rehearsal over 10,000 stored inspections with the shipped backbone; API, worker, calibrator and services are real.
 * The calibrator runs in this process, so that its CPU time is known: on a machine that others use, only that
 * and ratios mean something.
 */
async function run({ quick }: { quick: boolean }): Promise<Record<string, unknown>> {
  const count = quick ? 1_000 : 10_000;
  const line = await startLine();
  try {
    await line.stations.put(station, settingsWith({ embeddings: { keep: count } }));
    const calibrator = await startCalibrator(line.environment);
    try {
      return await measure(line, count);
    } finally {
      await calibrator.stop();
    }
  } finally {
    await line.stop();
  }
}

async function measure(line: Line, count: number): Promise<Record<string, unknown>> {
  for (const bytes of await makeFrames(1, 60, 0)) await line.addNormal(bytes, station);
  await calibrated(line, true);
  const frames = await inspected(line, await makeFrames(2, 40, 0.2));
  const candidate = await calibrated(line, false);
  const { putMs } = await storeInspections(line, station, frames, count);
  const embeddings = new Embeddings(line.database, line.blobs);
  const { kept, bytesEach } = await embeddings.usage(station, count);
  const before = process.cpuUsage();
  const { result } = await rehearsed(line, candidate, count);
  const { user, system } = process.cpuUsage(before);
  const manifest = (await line.models.find(candidate))!;
  const steps = await stepTimes(line, station, manifest);
  const pruneMs = await milliseconds(() => embeddings.prune(station, count / 2));
  return {
    inspections: count,
    kept,
    bytesEach,
    bankRows: manifest.bank.rows,
    replayed: result!.replayed,
    rehearsalSeconds: result!.seconds,
    rehearsalCpuSeconds: (user + system) / 1e6,
    cpuMsPerInspection: (user + system) / 1e3 / result!.replayed,
    ...steps,
    // Frame, inspection and embedding, sixteen at a time.
    storeMs: median(putMs),
    pruneMsPerEmbedding: pruneMs / (count / 2),
  };
}

async function calibrated(line: Line, activate: boolean): Promise<string> {
  const id = await line.requestCalibration(station, activate);
  const ended = await until(async () => {
    const found = await line.calibration(id);
    return found.endedAt === null ? null : found;
  }, 300_000);
  if (ended.modelId === null) throw new Error(`no model: ${ended.failure?.detail}`);
  return ended.modelId;
}

/** Pushes the frames through a real worker; returns their ids once their embeddings are kept. */
async function inspected(line: Line, frames: readonly Buffer[]): Promise<string[]> {
  const worker = await startAppProcess('worker', line.environment);
  try {
    const ids: string[] = [];
    for (const bytes of frames) ids.push(await line.push(bytes, station));
    const embeddings = new Embeddings(line.database, line.blobs);
    const all = () => Promise.all(ids.map((id) => embeddings.find(id)));
    await until(async () => (await all()).every((row) => row !== null), 120_000);
    return ids;
  } finally {
    await worker.end('SIGTERM');
  }
}

async function rehearsed(line: Line, model: string, inspections: number): Promise<Rehearsal> {
  const services = { redisUrl: line.redis.url, databaseUrl: line.postgres.url };
  const blobs = pathToFileURL(join(line.dataFolder, 'blobs')).href;
  const api = await startApi(services, { blobs });
  try {
    const asked = await fetch(`${api.url}/v1/stations/${station}/models/${model}/rehearsals`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ inspections }),
    });
    const { id } = rehearsal.parse(await asked.json());
    for (;;) {
      const now = rehearsal.parse(await (await fetch(`${api.url}/v1/rehearsals/${id}`)).json());
      if (now.state === 'done') return now;
      if (now.state === 'failed') throw new Error(`rehearsal failed: ${now.failure?.detail}`);
      await sleep(200);
    }
  } finally {
    await api.stop();
  }
}

async function milliseconds(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

export default { name: 'rehearsal', run };
