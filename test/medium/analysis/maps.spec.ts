import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { type Analysis, type AnalysisMap, analysisMap, mapSettings } from '#contracts';
import { Metrics, systemClock } from '#telemetry';
import { LiveEvents, queues, runWorker } from '#queue';
import {
  Blobs,
  Embeddings,
  Frames,
  Inspections,
  Jobs,
  NormalEmbeddings,
  Normals,
  Reviews,
} from '#storage';
import { loadTensorRuntime } from '#tensors';
import { CollectImages } from '../../../apps/calibrator/src/analysis/map-images.js';
import { MapRunner } from '../../../apps/calibrator/src/analysis/map-runner.js';
import type { JobRunners } from '../../../apps/calibrator/src/jobs/job-runners.js';
import { RunJob } from '../../../apps/calibrator/src/jobs/run-job.js';
import { stationMap } from '../../../apps/cli/src/map/station-map.js';
import { startApi, type TestApi } from '../../support/api.js';
import { bodyOf, expectProblem } from '../../support/http.js';
import { someFrame, someInspection, someNormal } from '../../support/records.js';
import { seededRandom } from '#numbers';
import { ownDatabase, ownRedis } from '../../support/services.js';
import { until } from '../../support/until.js';

const station = 'line-1';
let api: TestApi;
let stop: () => Promise<unknown>;
const frames: string[] = [];
let count = 0;

beforeAll(async () => {
  const [postgres, redis] = await Promise.all([ownDatabase(), ownRedis()]);
  api = await startApi({ redisUrl: redis.url, databaseUrl: postgres.url });
  for (const one of [station, 'line-2', 'empty']) await api.makeStation(one);
  const worker = await working(redis.url);
  await frame(3, { backbone: 'other' });
  for (let i = 0; i < 40; i++) frames.push(await frame(i));
  await frame(0, { station: 'line-2' });
  for (let i = 0; i < 5; i++) await normal(i);
  stop = async () => {
    await worker.close(1_000);
    await api.stop();
    await Promise.all([postgres.stop(), redis.stop()]);
  };
});
afterAll(() => stop());

async function working(redisUrl: string) {
  const { app } = api;
  const views = { of: () => Promise.resolve([{ frames: 'same', normals: 'same-normals' }]) };
  const collect = new CollectImages(app.get(Embeddings), app.get(NormalEmbeddings), views);
  const [jobs, blobs] = [app.get(Jobs), app.get(Blobs)];
  const maps = new MapRunner(collect, jobs, blobs, await loadTensorRuntime());
  const runners: Pick<JobRunners, 'run'> = {
    run: (job, options) => maps.run({ ...job, settings: mapSettings.parse(job.settings) }, options),
  };
  const run = new RunJob(jobs, runners, blobs, app.get(LiveEvents), app.get(Metrics));
  return runWorker(queues.analyse, (job) => run.run(job), {
    redisUrl,
    onGivenUp: (job, reason) => run.giveUp(job, reason),
    onTrouble: () => undefined,
  });
}

/** Odd frames lie in another cluster than even ones. */
function look(i: number): Float32Array {
  const random = seededRandom(i + 1);
  return Float32Array.from({ length: 8 }, (_, c) => random() / 4 + ((c + i) % 2));
}

async function frame(i: number, { station: of = station, backbone = 'same' } = {}) {
  const accepted = someFrame({ station: of });
  const inspectedAt = new Date(Date.UTC(2026, 0, 31, 8, 0, ++count));
  const verdict = i % 2 ? 'defect' : 'ok';
  const inspection = someInspection(accepted, { verdict, inspectedAt: inspectedAt.toISOString() });
  await api.app.get(Frames).accept(accepted);
  await api.app.get(Inspections).record({ inspection, map: new Float32Array(6), alert: false });
  await api.app.get(Embeddings).put(
    {
      frameId: accepted.id,
      station: of,
      backbone,
      inspectedAt,
      rows: 1,
      columns: 1,
      dimensions: 2,
      image: look(i),
    },
    new Uint8Array(4),
  );
  return accepted.id;
}

async function normal(i: number) {
  const added = someNormal({ station });
  await api.app.get(Normals).add(added);
  await api.app.get(NormalEmbeddings).put(
    {
      normalId: added.id,
      station,
      madeWith: 'same-normals',
      quality: null,
      rows: 1,
      columns: 1,
      dimensions: 2,
      image: look(2 * i + 100),
    },
    new Uint8Array(4),
  );
}

async function made(settings: object, of = station): Promise<Analysis> {
  const answer = await fetch(`${api.url}/v1/stations/${of}/analyses`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ kind: 'map', settings }),
  });
  const { id } = await bodyOf<Analysis>(answer);
  return until(async () => {
    const job = await bodyOf<Analysis>(await fetch(`${api.url}/v1/analyses/${id}`));
    return job.endedAt === null ? null : job;
  });
}

async function mapOf({ id, failure }: Analysis): Promise<AnalysisMap> {
  expect(failure).toBeNull();
  return analysisMap.parse(await bodyOf(await fetch(`${api.url}/v1/analyses/${id}/map`)));
}

const small = { neighbours: 8, seed: 4 };

test('a map has the normals and kept frames of one backbone and view, and is the same again by its seed', async () => {
  const job = await made(small);
  expect(job.result).toMatchObject({ frames: 40, normals: 5, placed: 0, madeWith: 'same' });
  const { points, method, seed } = await mapOf(job);
  expect({ method, seed }).toEqual({ method: 'umap', seed: 4 });
  expect(points.id.slice(5)).toEqual(frames);
  expect(points.verdict.slice(0, 7)).toEqual([null, null, null, null, null, 'ok', 'defect']);
  expect(points.at[5]).toBe(Date.UTC(2026, 0, 31, 8, 0, 2));
  const again = await mapOf(await made(small));
  expect(again.points.x).toEqual(points.x);
});

test('what looks alike lies together', async () => {
  for (const settings of [small, { method: 'tsne', perplexity: 5 }]) {
    const { points } = await mapOf(await made(settings));
    const near = points.id.map((_, i) => {
      const far = (j: number) => Math.hypot(points.x[i]! - points.x[j]!, points.y[i]! - points.y[j]!); // prettier-ignore
      const others = points.id.map((_, j) => j).filter((j) => j !== i);
      return others.reduce((best, j) => (far(j) < far(best) ? j : best));
    });
    const defect = (i: number) => points.verdict[i] === 'defect';
    expect(near.filter((j, i) => defect(j) === defect(i)).length).toBeGreaterThan(42);
  }
});

test('a label that a person gives later is on the map', async () => {
  const job = await made(small);
  const asked = { answer: 'defect', name: 'dent', note: '', by: 'anna' } as const;
  const ids = { id: systemClock.newId(), auditId: systemClock.newId() };
  const answered = { ...asked, ...ids, frameId: frames[1]!, at: systemClock.now() };
  await api.app.get(Reviews).answer(answered, () => ({ effect: 'none', detail: null }));
  const { points } = await mapOf(job);
  expect(points.label.filter((label) => label !== null)).toEqual(['dent']);
  expect(points.label[6]).toBe('dent');
});

test('new frames are placed beside what looks like them; the map does not move', async () => {
  const first = await made(small);
  const fresh = await frame(7);
  const second = await made({ ...small, onto: first.id });
  expect(second.result).toMatchObject({ frames: 41, placed: 1 });
  const [before, after] = [await mapOf(first), await mapOf(second)];
  expect(after.points.x.slice(0, 45)).toEqual(before.points.x);
  expect(after.points.id[45]).toBe(fresh);
  expect(after.points.placed.filter((one) => one === 1)).toHaveLength(1);
  // It looks as frame 7 does, to the number.
  const twin = after.points.id.indexOf(frames[7]!);
  const off = Math.hypot(
    after.points.x[45]! - after.points.x[twin]!,
    after.points.y[45]! - after.points.y[twin]!,
  );
  const spread = Math.max(...after.points.x) - Math.min(...after.points.x);
  expect(off).toBeLessThan(spread / 5);
});

test("further stations' frames are on the map where backbone and view are the same", async () => {
  const { points } = await mapOf(await made({ ...small, stations: ['line-2'] }));
  expect(points.station.filter((one) => one === 'line-2')).toHaveLength(1);
});

test('the command line has a map computed, follows it, and writes it as JSON and as SVG coloured by verdict', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'touchstone-map-'));
  const said = vi.spyOn(process.stdout, 'write').mockReturnValue(true);
  const options = { ...small, method: 'umap', perplexity: 30, url: api.url, by: 'anna' } as const;
  try {
    for (const out of [join(folder, 'map.json'), join(folder, 'map.svg')])
      await stationMap(station, { ...options, out });
    const map = JSON.parse(await readFile(join(folder, 'map.json'), 'utf8')) as AnalysisMap;
    expect(analysisMap.parse(map).points.id.length).toBeGreaterThan(44);
    expect(await readFile(join(folder, 'map.svg'), 'utf8')).toMatch(/>defect \(\d+\)</);
    await expect(stationMap('empty', { ...options })).rejects.toThrow('needs at least 4 pictures');
    await expect(stationMap(station, { ...options, out: 'map.html' })).rejects.toThrow('.svg or .json'); // prettier-ignore
  } finally {
    said.mockRestore();
    await rm(folder, { recursive: true });
  }
});

test('packed for who takes it; 404 before it is there; why there is none', async () => {
  const { id } = await made(small);
  const answer = await fetch(`${api.url}/v1/analyses/${id}/map`);
  expect(answer.headers.get('content-encoding')).toBe('gzip');
  const plain = await fetch(`${api.url}/v1/analyses/${id}/map`, {
    headers: { 'accept-encoding': 'identity' },
  });
  expect(await plain.json()).toEqual(await answer.json());
  const empty = await made({}, 'empty');
  expect(empty.failure).toMatchObject({ code: 'too-few-embeddings' });
  await expectProblem(await fetch(`${api.url}/v1/analyses/${empty.id}/map`), 404, 'analysis-not-found'); // prettier-ignore
  const strange = await made({ onto: id }, 'line-2');
  expect(strange.failure?.detail).toContain('line-2 has no finished map');
});
