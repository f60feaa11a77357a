import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Inspection, SimilarFrames } from '#contracts';
import { float16Bytes } from '#numbers';
import { Embeddings, Frames, Inspections, Reviews } from '#storage';
import { startApi, type TestApi } from '../../support/api.js';
import { bodyOf, expectProblem } from '../../support/http.js';
import { someFrame, someInspection } from '../../support/records.js';
import { ownDatabase, ownRedis } from '../../support/services.js';

let api: TestApi;
let stop: () => Promise<unknown>;
const ids: string[] = [];
beforeAll(async () => {
  const [postgres, redis] = await Promise.all([ownDatabase(), ownRedis()]);
  api = await startApi({ redisUrl: redis.url, databaseUrl: postgres.url });
  stop = async () => {
    await api.stop();
    await Promise.all([postgres.stop(), redis.stop()]);
  };
  for (const station of ['sim-1', 'sim-2']) await api.makeStation(station);
  for (let i = 0; i < 6; i++) ids.push(await kept(i));
});
afterAll(() => stop());

/** Frame i looks i times ten degrees away from frame 0; the last one was made with another backbone. */
async function kept(i: number, minute = i): Promise<string> {
  const frame = someFrame({ station: i % 2 ? 'sim-2' : 'sim-1', partId: `P${i}` });
  const inspectedAt = new Date(Date.UTC(2026, 0, 31, 8, minute));
  const changes: Partial<Inspection> = {
    inspectedAt: inspectedAt.toISOString(),
    verdict: i === 2 ? 'ok' : 'defect',
  };
  const inspection = someInspection(frame, changes);
  await api.app.get(Frames).accept(frame);
  await api.app.get(Inspections).record({ inspection, map: new Float32Array(6), alert: false });
  const angle = (i * Math.PI) / 18;
  await api.app.get(Embeddings).put(
    {
      frameId: frame.id,
      station: frame.station,
      backbone: i === 5 ? 'other' : 'same',
      inspectedAt,
      rows: 1,
      columns: 1,
      dimensions: 2,
      image: Float32Array.of(Math.cos(angle), Math.sin(angle)),
    },
    new Uint8Array(4),
  );
  return frame.id;
}

const ask = (id: string, query = '') => fetch(`${api.url}/v1/frames/${id}/similar${query}`);
const found = async (query = '') =>
  (await bodyOf<SimilarFrames>(await ask(ids[0]!, query))).items.map(({ partId }) => partId);

test('most similar first, without the frame itself, only what can be compared', async () => {
  const body = await bodyOf<SimilarFrames>(await ask(ids[0]!));
  expect(body).toMatchObject({ frameId: ids[0], metric: 'cosine', searched: 5 });
  expect(body.items.map(({ partId }) => partId)).toEqual(['P1', 'P2', 'P3', 'P4']);
  expect(body.items[0]!.distance).toBeCloseTo(1 - Math.cos(Math.PI / 18), 5);
});

test('a search is narrowed by station, verdict, time and nearness', async () => {
  expect(await found('?station=sim-1')).toEqual(['P2', 'P4']);
  const ofStation = await ask(ids[0]!, '?station=sim-1');
  expect((await bodyOf<SimilarFrames>(ofStation)).searched).toBe(3);
  expect(await found('?verdict=ok')).toEqual(['P2']);
  expect(await found('?from=2026-01-31T08:02:00Z&until=2026-01-31T08:04:00Z')).toEqual([
    'P2',
    'P3',
  ]);
  expect(await found('?within=0.07')).toEqual(['P1', 'P2']);
  expect(await found('?count=1&metric=l2')).toEqual(['P1']);
});

test('what is inspected meanwhile is found', async () => {
  ids.push(await kept(1, 30));
  expect(await found('?count=2')).toEqual(['P1', 'P1']);
});

test('a search comes as CSV, to contain a defect', async () => {
  const answer = await ask(ids[0]!, '?format=csv&verdict=ok');
  expect(answer.headers.get('content-type')).toContain('text/csv');
  const [, row] = (await answer.text()).split('\r\n');
  expect(row).toContain('P2');
});

test('404 for no frame, 409 for one whose embedding is not kept', async () => {
  await expectProblem(await ask('0190a000-0000-7000-8000-00000000dead'), 404, 'frame-not-found');
  const frame = someFrame({ station: 'sim-1' });
  await api.app.get(Frames).accept(frame);
  await expectProblem(await ask(frame.id), 409, 'embedding-not-kept');
});

/** Four by four patches of noise with one mark, as a defect leaves in them. */
async function keptWithMark(row: number, column: number, minute: number): Promise<string> {
  const frame = someFrame({ station: 'sim-1', partId: `M${minute}` });
  const inspectedAt = new Date(Date.UTC(2026, 1, 1, 9, minute));
  const inspection = someInspection(frame, { inspectedAt: inspectedAt.toISOString() });
  await api.app.get(Frames).accept(frame);
  await api.app.get(Inspections).record({ inspection, map: new Float32Array(6), alert: false });
  const patches = Float32Array.from({ length: 16 * 3 }, (_, i) => Math.sin(i * 12.9 + minute));
  if (row >= 0) patches.set([9, -9, 9], (row * 4 + column) * 3);
  const image = Float32Array.of(1, 0);
  await api.app.get(Embeddings).put(
    { frameId: frame.id, station: frame.station, backbone: 'marks', inspectedAt, rows: 4, columns: 4, dimensions: 3, image }, // prettier-ignore
    float16Bytes(patches),
  );
  return frame.id;
}

test('by a region: its like is found wherever it lies, and where is told', async () => {
  const own = await keptWithMark(0, 1, 1);
  await keptWithMark(3, 2, 2);
  await keptWithMark(-1, -1, 3);
  const answer = await ask(own, '?region=0.25,0,0.25,0.25');
  const { items, exact, searched } = await bodyOf<SimilarFrames>(answer);
  expect({ exact, searched }).toEqual({ exact: true, searched: 3 });
  expect(items.map(({ partId }) => partId)).toEqual(['M2', 'M3']);
  expect(items[0]).toMatchObject({ matched: { x: 0.5, y: 0.75, width: 0.25, height: 0.25 } });
  expect(items[0]!.distance).toBeLessThan(0.5 * items[1]!.distance);
  await expectProblem(await ask(own, '?region=0.9,0,0.5,0.1'), 400, 'validation-failed');
  await expectProblem(await ask(own, '?region=left'), 400, 'validation-failed');
});

test('by the name that people gave, which the list shows', async () => {
  const reviews = api.app.get(Reviews);
  const asked = { answer: 'defect' as const, name: 'stain', note: '', by: 'anna' };
  const ids3 = { id: '0190a000-0000-7000-8000-0000000000a1', auditId: '0190a000-0000-7000-8000-0000000000a2' }; // prettier-ignore
  await reviews.answer({ ...asked, ...ids3, frameId: ids[3]!, at: new Date() }, () => ({
    effect: 'none',
    detail: null,
  }));
  expect(await found('?label=stain')).toEqual(['P3']);
  const { items } = await bodyOf<SimilarFrames>(await ask(ids[0]!));
  expect(items.map(({ label }) => label).filter(Boolean)).toEqual(['stain']);
});
