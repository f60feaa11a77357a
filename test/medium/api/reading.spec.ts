import type { Alert, Frame, Inspection, Page, Passport, PeriodReport } from '#contracts';
import { JobQueues, queues } from '#queue';
import { Frames, Inspections, Normals } from '#storage';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startApi, type TestApi } from '../../support/api.js';
import { bodyOf, expectProblem, json } from '../../support/http.js';
import { someJpeg, somePng } from '../../support/pictures.js';
import { someInspection } from '../../support/records.js';
import { ownDatabase, ownRedis, type TestService } from '../../support/services.js';

let redis: TestService;
let postgres: TestService;
let api: TestApi;
let normalId: string;
const missing = '0190a000-0000-7000-8000-00000000000f';

beforeAll(async () => {
  [redis, postgres] = await Promise.all([ownRedis(), ownDatabase()]);
  api = await startApi({ redisUrl: redis.url, databaseUrl: postgres.url });
  await api.makeStation('line-1');
  const added = await send('/v1/stations/line-1/normals', await somePng(99));
  normalId = (await bodyOf<{ id: string }>(added)).id;
});

afterAll(async () => {
  await api.stop();
  await Promise.all([redis.stop(), postgres.stop()]);
});

const ask = (path: string, init?: RequestInit) => fetch(`${api.url}${path}`, init);
const send = (path: string, body: Buffer, headers = {}) =>
  ask(path, { method: 'POST', body, headers: { 'content-type': 'image/png', ...headers } });

async function accept(seed: number, headers = {}): Promise<string> {
  const response = await send('/v1/stations/line-1/frames', await someJpeg(seed), headers);
  return (await bodyOf<{ id: string }>(response)).id;
}

async function inspected(seed: number, changes: Partial<Inspection> = {}): Promise<string> {
  const frame = await api.app.get(Frames).get(await accept(seed));
  const nearest = { ...someInspection(frame).nearest, normalId };
  await api.app.get(Inspections).record({
    inspection: someInspection(frame, { nearest, ...changes }),
    map: Float32Array.from([0, 1, 2, 3, 4, 9]),
    alert: true,
  });
  return frame.id;
}

test('a frame is read with its state, then with its inspection', async () => {
  const id = await accept(1);
  const before = await bodyOf<Frame>(await ask(`/v1/frames/${id}`));
  expect(before).toMatchObject({ id, state: 'accepted', inspection: null });
  const after = await bodyOf<Frame>(await ask(`/v1/frames/${await inspected(2)}`));
  expect(after).toMatchObject({ state: 'inspected', inspection: { verdict: 'defect' } });
  for (const link of Object.values(after.links)) expect((await ask(link)).status).toBe(200);
});

test('the image comes back as it was sent, once: an ETag spares the second time', async () => {
  const id = await accept(3);
  const first = await ask(`/v1/frames/${id}/image`);
  expect(first.headers.get('content-type')).toBe('image/jpeg');
  expect(Buffer.from(await first.arrayBuffer()).equals(await someJpeg(3))).toBe(true);
  const etag = first.headers.get('etag') ?? '';
  const second = await ask(`/v1/frames/${id}/image`, { headers: { 'if-none-match': etag } });
  expect(second.status).toBe(304);
});

test('a thumbnail is a JPEG no larger than asked', async () => {
  const id = await accept(4);
  const bytes = Buffer.from(await (await ask(`/v1/frames/${id}/thumbnail?side=32`)).arrayBuffer());
  expect(await sharp(bytes).metadata()).toMatchObject({ format: 'jpeg', width: 32, height: 24 });
  await expectProblem(await ask(`/v1/frames/${id}/thumbnail?side=1`), 400, 'validation-failed');
});

test('the heatmap is a PNG of the frame with the map on it, once there is one', async () => {
  const waiting = await accept(5);
  await expectProblem(await ask(`/v1/frames/${waiting}/heatmap`), 404, 'inspection-not-found');
  const id = await inspected(6);
  const response = await ask(`/v1/frames/${id}/heatmap`);
  expect(response.headers.get('content-type')).toBe('image/png');
  expect(response.headers.get('cache-control')).toContain('immutable');
  const bytes = Buffer.from(await response.arrayBuffer());
  expect(await sharp(bytes).metadata()).toMatchObject({ format: 'png', width: 64, height: 48 });
  const etag = response.headers.get('etag') ?? '';
  const again = await ask(`/v1/frames/${id}/heatmap`, { headers: { 'if-none-match': etag } });
  expect(again.status).toBe(304);
});

test('the nearest normal: its image, its thumbnail, the places as headers and as JSON', async () => {
  const id = await inspected(7);
  const image = await ask(`/v1/frames/${id}/nearest-normal`);
  expect(Buffer.from(await image.arrayBuffer()).equals(await somePng(99))).toBe(true);
  expect(image.headers.get('touchstone-normal-patch')).toBe('0,1');
  expect(image.headers.get('touchstone-patch')).toBe('1,2');
  expect(image.headers.get('touchstone-grid')).toBe('2,3');
  const small = await ask(`/v1/frames/${id}/nearest-normal?format=thumbnail`);
  expect(small.headers.get('content-type')).toBe('image/jpeg');
  const places = await ask(`/v1/frames/${id}/nearest-normal?format=json`);
  expect(await bodyOf<object>(places)).toMatchObject({
    normalId,
    patch: { row: 1, column: 2 },
    normalPatch: { row: 0, column: 1 },
    grid: { rows: 2, columns: 3 },
    image: `/v1/stations/line-1/normals/${normalId}/image`,
  });
});

test('a nearest normal that was deleted since is blob-not-found', async () => {
  const gone = await send('/v1/stations/line-1/normals', await somePng(77));
  const { id: goneId } = await bodyOf<{ id: string }>(gone);
  const id = await inspected(8, {
    nearest: {
      patch: { row: 0, column: 0 },
      patchScore: 1,
      normalId: goneId,
      normalPatch: { row: 0, column: 0 },
    },
  });
  await api.app.get(Normals).delete('line-1', goneId);
  await expectProblem(await ask(`/v1/frames/${id}/nearest-normal`), 404, 'blob-not-found');
});

test('every path of a frame answers 404 and 400', async () => {
  for (const path of ['', '/image', '/thumbnail', '/heatmap', '/nearest-normal'])
    await expectProblem(await ask(`/v1/frames/${missing}${path}`), 404, 'frame-not-found');
  await expectProblem(await ask('/v1/frames/not-an-id'), 400, 'validation-failed');
});

test('a failed frame is listed and put back by one call; only a failed one can be', async () => {
  const id = await accept(9);
  const job = { frameId: id, stationId: 'line-1', acceptedAt: new Date().toISOString() };
  const failure = { code: 'image-damaged', detail: 'the pixels end early', attempts: 1 };
  await api.app.get(Frames).markFailed(id, failure);
  const failed = await bodyOf<Page<Frame>>(await ask('/v1/frames?state=failed'));
  expect(failed.items).toMatchObject([{ id, failure }]);
  const back = await ask(`/v1/frames/${id}/retry`, { method: 'POST' });
  expect(back.status).toBe(202);
  expect(await bodyOf<Frame>(back)).toMatchObject({ id, state: 'accepted', failure: null });
  expect(await api.app.get(JobQueues).of(queues.inspect).putBack(job)).toBe(0);
  const again = await ask(`/v1/frames/${id}/retry`, { method: 'POST' });
  await expectProblem(again, 409, 'frame-not-failed');
  const nothing = await ask(`/v1/frames/${missing}/retry`, { method: 'POST' });
  await expectProblem(nothing, 404, 'frame-not-found');
});

test('inspections are filtered and paged; a wrong filter is refused by name', async () => {
  for (let seed = 20; seed < 23; seed++) await inspected(seed, { verdict: 'review', lot: 'L9' });
  const first = await bodyOf<Page<Inspection>>(await ask('/v1/inspections?lot=L9&limit=2'));
  const path = `/v1/inspections?lot=L9&limit=2&cursor=${first.next}`;
  const second = await bodyOf<Page<Inspection>>(await ask(path));
  expect([first.items.length, second.items.length, second.next]).toEqual([2, 1, null]);
  const problem = await expectProblem(
    await ask('/v1/inspections?verdict=bad'),
    400,
    'validation-failed',
  );
  expect(JSON.stringify(problem['errors'])).toContain('verdict');
  const cursor = await ask('/v1/inspections?cursor=nonsense');
  await expectProblem(cursor, 400, 'validation-failed');
  await expectProblem(await ask('/v1/inspections?limit=0'), 400, 'validation-failed');
});

test('an alert is listed, acknowledged once, and stays so', async () => {
  const id = await inspected(30);
  const open = await bodyOf<Page<Alert>>(await ask('/v1/alerts?acknowledged=false'));
  expect(open.items.map((alert) => alert.id)).toContain(id);
  const path = `/v1/alerts/${id}/acknowledge`;
  const first = await bodyOf<Alert>(await ask(path, json('POST', { by: 'Ada' })));
  expect(first.acknowledgedBy).toBe('Ada');
  const second = await bodyOf<Alert>(await ask(path, json('POST', { by: 'Bob' })));
  expect(second).toEqual(first);
  expect(await bodyOf<Alert>(await ask(`/v1/alerts/${id}`))).toEqual(first);
  const done = await bodyOf<Page<Alert>>(await ask('/v1/alerts?acknowledged=true'));
  expect(done.items.map((alert) => alert.id)).toContain(id);
  const other = await inspected(31);
  const silent = await ask(`/v1/alerts/${other}/acknowledge`, { method: 'POST' });
  expect((await bodyOf<Alert>(silent)).acknowledgedBy).toBe('operator');
  const none = await ask(`/v1/alerts/${missing}/acknowledge`, { method: 'POST' });
  await expectProblem(none, 404, 'alert-not-found');
});

/** Three frames of one part and one of another, inspected in the second after `began`. */
async function pushParts(began: Date): Promise<string[]> {
  const at = (ms: number) => new Date(began.getTime() + ms).toISOString();
  const one = { partId: 'SN/1', lot: 'L7' };
  return [
    await inspected(60, { ...one, verdict: 'ok', inspectedAt: at(1) }),
    await inspected(61, { ...one, verdict: 'defect', inspectedAt: at(2) }),
    await inspected(62, { ...one, verdict: 'invalid', inspectedAt: at(3) }),
    await inspected(63, { partId: '=2', verdict: 'ok', inspectedAt: at(4) }),
  ];
}

test('history: by part, lot, verdict and model; all of it as CSV; a passport shows a part with its answers', async () => {
  const [, defect] = await pushParts(new Date('2026-03-01T08:00:00Z'));
  await ask(`/v1/frames/${defect}/review`, json('POST', { answer: 'ok', by: 'Ada' }));
  const found = async (query: string) =>
    (await bodyOf<Page<Inspection>>(await ask(`/v1/inspections?${query}`))).items.length;
  expect(await found('partId=SN/1')).toBe(3);
  expect(await found('lot=L7&verdict=defect')).toBe(1);
  const model = '0190a000-0000-7000-8000-000000000001';
  expect(await found(`partId=SN/1&model=${model}`)).toBe(3);
  expect(await found(`partId=SN/1&model=${missing}`)).toBe(0);
  expect(await found(`family=${missing}`)).toBe(0);
  const csv = await (await ask('/v1/inspections/export?until=2026-03-02T00:00Z')).text();
  const rows = csv.trimEnd().split('\r\n');
  expect(rows).toHaveLength(5);
  expect(rows[1]).toContain(",'=2,");
  expect(rows[3]).toContain(',ok,,Ada,');
  const passport = await bodyOf<Passport>(await ask('/v1/passport?part=SN/1'));
  expect(passport).toMatchObject({ partId: 'SN/1', lots: ['L7'], more: false });
  expect(passport.frames.map(({ inspection }) => inspection.verdict)).toEqual(['ok', 'defect', 'invalid']); // prettier-ignore
  expect(passport.frames[1]!.reviews).toMatchObject([{ answer: 'ok', by: 'Ada' }]);
  expect((await bodyOf<Passport>(await ask('/v1/passport?part=nobody'))).frames).toEqual([]);
});

test('a report counts parts once, with exact intervals, and cuts its period into stretches', async () => {
  await pushParts(new Date('2026-04-01T08:00:00Z'));
  await pushParts(new Date('2026-04-01T15:59:00Z'));
  const path = '/v1/stations/line-1/report?from=2026-04-01T08:00Z';
  const report = await bodyOf<PeriodReport>(await ask(`${path}&until=2026-04-01T16:00Z`));
  expect(report.frames).toEqual({ ok: 4, review: 0, defect: 2, invalid: 2 });
  // SN/1 and =2 came twice, and are two parts.
  expect(report.defects).toMatchObject({ count: 1, of: 2, share: 0.5 });
  expect(report.defects.interval95[0]).toBeLessThan(0.02);
  expect(report.defects.interval95[1]).toBeGreaterThan(0.98);
  expect(report.chart).toMatchObject({
    minutes: 10,
    mean: 0.5,
    points: [{ parts: 2, defects: 1 }],
  });
  expect(report.promise.modelVersion).toBe(1);
  const csv = await (await ask(`${path}&until=2026-04-01T16:00Z&format=csv`)).text();
  expect(csv.split('\r\n')[1]).toMatch(/^2026-04-01T08:00:00\.000Z,10,2,1,0,0\.500000,/);
  await expectProblem(await ask(`${path}&until=2026-04-01T07:00Z`), 400, 'validation-failed');
  await expectProblem(await ask(`${path}&until=2028-04-01T07:00Z`), 400, 'validation-failed');
});
