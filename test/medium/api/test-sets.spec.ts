import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type {
  AuditEntry,
  JudgedPicture,
  ModelManifest,
  Page,
  RefusedFile,
  TestComparison,
  TestPicture,
  TestReport,
} from '#contracts';
import { Blobs, Frames, Inspections, Models, Normals, TestScores } from '#storage';
import { systemClock } from '#telemetry';
import { startApi, type TestApi } from '../../support/api.js';
import { bodyOf, expectProblem, json } from '../../support/http.js';
import { somePng } from '../../support/pictures.js';
import { someFrame, someInspection, someModel } from '../../support/records.js';
import { ownDatabase, ownRedis, type TestService } from '../../support/services.js';

let redis: TestService;
let postgres: TestService;
let api: TestApi;

beforeAll(async () => {
  [redis, postgres] = await Promise.all([ownRedis(), ownDatabase()]);
  api = await startApi({ redisUrl: redis.url, databaseUrl: postgres.url });
});

afterAll(async () => {
  await api.stop();
  await Promise.all([redis.stop(), postgres.stop()]);
});

const ask = (path: string, init?: RequestInit) => fetch(`${api.url}/v1/stations/${path}`, init);
const png = { 'content-type': 'image/png' };
const body = (bytes: Buffer) => new Uint8Array(bytes);
const add = (station: string, said: string, bytes: Buffer) =>
  ask(`${station}/test-set?${said}`, { method: 'POST', body: body(bytes), headers: png });
const added = async (station: string, said: string, seed: number) =>
  bodyOf<TestPicture>(await add(station, said, await somePng(seed)));

function formOf(files: Record<string, Buffer>, fields: Record<string, string>): RequestInit {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.append(name, value);
  for (const [name, bytes] of Object.entries(files))
    form.append('image', new Blob([body(bytes)], { type: 'image/png' }), name);
  return { method: 'POST', body: form };
}

test('a picture is kept with what is known of it; the same bytes twice are one', async () => {
  await api.makeStation('one');
  const picture = await somePng(1);
  const said = 'known=bad&kind=scratch&region=0.1,0.2,0.3,0.4&file=s1.png&by=anna';
  const first = await add('one', said, picture);
  expect(first.status).toBe(201);
  const kept = await bodyOf<TestPicture>(first);
  expect(kept).toMatchObject({
    known: 'bad',
    kind: 'scratch',
    region: { x: 0.1, y: 0.2, width: 0.3, height: 0.4 },
    fileName: 's1.png',
    addedBy: 'anna',
    hasMask: false,
    sourceFrame: null,
  });
  const again = await add('one', 'known=good', picture);
  expect([again.status, (await bodyOf<TestPicture>(again)).id]).toEqual([200, kept.id]);
  const sent = await ask(`one/test-set/${kept.id}/image`);
  expect(Buffer.from(await sent.arrayBuffer())).toEqual(picture);
  expect((await ask(`one/test-set/${kept.id}/thumbnail?side=32`)).headers.get('content-type')).toBe('image/jpeg'); // prettier-ignore
  const trail = await bodyOf<Page<AuditEntry>>(await ask('one/audit'));
  expect(trail.items[0]).toMatchObject({ action: 'test-picture-added', by: 'anna', subject: kept.id }); // prettier-ignore
});

test('in a form one bad picture is set aside by its name, and a normal of the station too', async () => {
  await api.makeStation('form');
  const learned = await somePng(11);
  await ask('form/normals', { method: 'POST', body: body(learned), headers: png });
  const files = { 'a.png': await somePng(12), 'broken.png': Buffer.from('no picture'), 'n.png': learned }; // prettier-ignore
  const answer = await ask('form/test-set', formOf(files, { known: 'bad', kind: 'dent' }));
  expect(answer.status).toBe(201);
  const answers = await bodyOf<(TestPicture | RefusedFile)[]>(answer);
  expect(answers[0]).toMatchObject({ fileName: 'a.png', kind: 'dent' });
  expect(answers[1]).toMatchObject({ state: 'refused', file: 'broken.png', code: 'not-an-image' });
  expect(answers[2]).toMatchObject({ state: 'refused', file: 'n.png', code: 'picture-is-normal' });
  expect(await bodyOf<TestReport>(await ask('form/test-set/report'))).toMatchObject({
    counts: { good: 0, bad: 1, kinds: [{ kind: 'dent', pictures: 1 }] },
  });
});

test('a normal alone is refused by name, and a test picture never becomes one', async () => {
  await api.makeStation('apart');
  const [learned, tested] = [await somePng(21), await somePng(22)];
  await ask('apart/normals', { method: 'POST', body: body(learned), headers: png });
  const problem = await expectProblem(await add('apart', 'known=good', learned), 422, 'picture-is-normal'); // prettier-ignore
  expect(problem['normalId']).toEqual(expect.any(String));
  await add('apart', 'known=good', tested);
  const asNormal = () => ask('apart/normals', { method: 'POST', body: body(tested), headers: png });
  await expectProblem(await asNormal(), 422, 'picture-in-test-set');
  const form = await ask('apart/normals', formOf({ 't.png': tested, 'o.png': await somePng(23) }, {})); // prettier-ignore
  expect(await bodyOf<object[]>(form)).toMatchObject([{ state: 'refused', file: 't.png' }, { state: 'in' }]); // prettier-ignore
  expect(await api.app.get(Normals).count('apart')).toBe(2);
});

test('what is said is checked: only a bad part has a kind, and known is needed', async () => {
  await api.makeStation('said');
  const picture = await somePng(31);
  const wrong = async (said: string) => {
    const problem = await expectProblem(await add('said', said, picture), 400, 'validation-failed');
    return String(problem['detail']);
  };
  expect(await wrong('known=good&kind=dent')).toContain('only a bad part');
  expect(await wrong('kind=dent')).toContain('known');
  expect(await wrong('known=bad&region=0.9,0,0.5,1')).toContain('leaves the frame');
  expect(await wrong('known=bad&region=1,2')).toContain('region');
  await expectProblem(await add('nowhere', 'known=good', picture), 404, 'station-not-found');
});

test('masks are of bad parts; a deleted picture takes its bytes and its scores with it', async () => {
  const model = await api.makeStation('masks');
  const [good, bad] = [await added('masks', 'known=good', 41), await added('masks', 'known=bad', 42)]; // prettier-ignore
  const mask = await sharp({ create: { width: 64, height: 48, channels: 3, background: '#fff' } }).png().toBuffer(); // prettier-ignore
  const put = (id: string) =>
    ask(`masks/test-set/${id}/mask`, { method: 'PUT', body: body(mask), headers: png });
  await expectProblem(await put(good.id), 400, 'validation-failed');
  expect(await bodyOf<TestPicture>(await put(bad.id))).toMatchObject({ hasMask: true });
  expect((await ask(`masks/test-set/${bad.id}/mask`)).status).toBe(200);
  await scored(model, { [bad.id]: 5 });
  const gone = await ask(`masks/test-set/${bad.id}?by=ben`, { method: 'DELETE' });
  expect(gone.status).toBe(204);
  expect(await api.app.get(TestScores).of(model.id)).toEqual([]);
  expect(await api.app.get(Blobs).exists(`test-sets/masks/${bad.id}`)).toBe(false);
  expect(await api.app.get(Blobs).exists(`test-sets/masks/${bad.id}.mask`)).toBe(false);
  await expectProblem(await ask(`masks/test-set/${bad.id}`, { method: 'DELETE' }), 404, 'test-picture-not-found'); // prettier-ignore
  await scored(model, { [bad.id]: 5 });
  expect(await api.app.get(TestScores).of(model.id)).toEqual([]);
});

test('the list is filtered and comes in pages, each picture with the verdict of a model', async () => {
  const model = await api.makeStation('pages');
  const ids: string[] = [];
  for (let seed = 51; seed < 56; seed++)
    ids.push((await added('pages', seed < 53 ? 'known=good' : 'known=bad&kind=dent', seed)).id);
  await scored(model, { [ids[4]!]: 2.5 });
  const page = async (query: string) => bodyOf<Page<JudgedPicture>>(await ask(`pages/test-set?${query}`)); // prettier-ignore
  const first = await page('limit=3');
  expect(first.items.map(({ id }) => id)).toEqual(ids.slice(2).reverse());
  expect(first.items.map(({ judged }) => judged?.verdict ?? null)).toEqual(['review', null, null]);
  const second = await page(`limit=3&cursor=${first.next}`);
  expect([second.items.map(({ id }) => id), second.next]).toEqual([[ids[1], ids[0]], null]);
  expect((await page('known=bad')).items).toHaveLength(3);
  expect((await page('kind=dent&known=good')).items).toEqual([]);
});

/** Keeps image scores of a model as a judging does, each with a map of 2 x 2. */
async function scored(model: ModelManifest, scores: Record<string, number>): Promise<void> {
  const rows = Object.entries(scores).map(([pictureId, imageScore]) => ({
    ...{ pictureId, imageScore, cameraFault: null, rows: 2, columns: 2 },
    map: Float32Array.of(0, imageScore, 0, 0),
  }));
  await api.app.get(TestScores).put(model.id, rows, systemClock.now());
}

test('the report has the shares at the limits of the model, and says what is missing', async () => {
  const model = await api.makeStation('report');
  const report = async () => bodyOf<TestReport>(await ask('report/test-set/report'));
  expect((await report()).missing).toEqual([expect.stringContaining('never tried on a bad part')]);
  const [good, caught, missed] = [
    await added('report', 'known=good', 61),
    await added('report', 'known=bad&kind=dent', 62),
    await added('report', 'known=bad&kind=crack', 63),
  ];
  await scored(model, { [good.id]: 0.5, [caught.id]: 3.5 });
  expect(await report()).toMatchObject({ judged: 2, notJudged: 1, figures: { missed: 0 } });
  await scored(model, { [missed.id]: 0.4 });
  expect(await report()).toMatchObject({
    model: { id: model.id, version: 1, state: 'active' },
    notJudged: 0,
    figures: {
      imageAuroc: 0.5,
      bad: { parts: 2, defect: { share: 0.5 }, ok: { share: 0.5 } },
      misses: [{ pictureId: missed.id, kind: 'crack', verdict: 'ok' }],
    },
  });
  const drawn = await ask(`report/test-set/${missed.id}/heatmap?side=64`);
  expect([drawn.status, drawn.headers.get('content-type')]).toEqual([200, 'image/png']);
  const other = await added('report', 'known=bad', 64);
  await expectProblem(
    await ask(`report/test-set/${other.id}/heatmap`),
    404,
    'inspection-not-found',
  );
});

test('a candidate that passes what the active model catches is named with its pictures', async () => {
  const active = await api.makeStation('compare');
  const candidate = someModel('compare', 2);
  await api.app.get(Models).insert(candidate);
  const bad = await added('compare', 'known=bad&kind=dent&file=dent-1.png', 71);
  await scored(active, { [bad.id]: 4 });
  const compare = async () => bodyOf<TestComparison>(await ask(`compare/models/${candidate.id}/comparison`)); // prettier-ignore
  expect(await compare()).toMatchObject({ compared: { bad: 0 }, notJudged: 1, warning: null });
  await scored(candidate, { [bad.id]: 1 });
  expect(await compare()).toMatchObject({
    against: active.id,
    newMisses: [
      { fileName: 'dent-1.png', before: { verdict: 'defect' }, after: { verdict: 'ok' } },
    ],
    warning: expect.stringContaining('Version 2 passes 1 of 1 known bad picture') as string,
  });
});

/** A frame with a verdict and its bytes, as a worker leaves it. */
async function inspectedFrame(station: string, seed: number): Promise<string> {
  const [bytes, id] = [await somePng(seed), systemClock.newId()];
  const frame = someFrame({ id, station, blob: `frames/${station}/2026-01-31/${id}` });
  await api.app.get(Blobs).put(frame.blob, bytes);
  await api.app.get(Frames).accept(frame);
  await api.app
    .get(Inspections)
    .record({ inspection: someInspection(frame), map: new Float32Array(6), alert: false });
  return id;
}
const review = (frame: string, said: object) =>
  fetch(`${api.url}/v1/frames/${frame}/review`, json('POST', said));
const fromReview = (station: string, frameId: string) =>
  ask(`${station}/test-set/from-review`, json('POST', { frameId, by: 'anna' }));

test('a reviewed frame joins under its answer, with name and region, and keeps bytes of its own', async () => {
  await api.makeStation('reviewed');
  const frame = await inspectedFrame('reviewed', 81);
  await expectProblem(await fromReview('reviewed', frame), 404, 'review-not-found');
  const region = { x: 0.5, y: 0.5, width: 0.25, height: 0.25 };
  await review(frame, { answer: 'defect', name: 'scratch', region });
  const answer = await fromReview('reviewed', frame);
  expect(answer.status).toBe(201);
  const picture = await bodyOf<TestPicture>(answer);
  expect(picture).toMatchObject({ known: 'bad', kind: 'scratch', region, sourceFrame: frame });
  await api.app.get(Blobs).deleteFolder('frames/reviewed');
  expect((await ask(`reviewed/test-set/${picture.id}/image`)).status).toBe(200);
  await expectProblem(await fromReview('one', frame), 404, 'frame-not-found');
});
