import { JobQueues, queues } from '#queue';
import { Blobs, Frames, Inspections, Stations } from '#storage';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startApi, type TestApi } from '../../support/api.js';
import { expectProblem } from '../../support/http.js';
import { somePng } from '../../support/pictures.js';
import { settingsWith, someInspection } from '../../support/records.js';
import { ownDatabase, ownRedis, type TestService } from '../../support/services.js';
import { until } from '../../support/until.js';
import sharp from 'sharp';

let redis: TestService;
let postgres: TestService;
let api: TestApi;
let png: Buffer;

beforeAll(async () => {
  [redis, postgres] = await Promise.all([ownRedis(), ownDatabase()]);
  api = await startApi({ redisUrl: redis.url, databaseUrl: postgres.url });
  await api.makeStation('line-1');
  png = await somePng();
});

afterAll(async () => {
  await api.stop();
  await Promise.all([redis.stop(), postgres.stop()]);
});

function push(
  body: Buffer | FormData | string,
  headers: Record<string, string> = { 'content-type': 'image/png' },
  station = 'line-1',
): Promise<Response> {
  return fetch(`${api.url}/v1/stations/${station}/frames`, { method: 'POST', body, headers });
}

test('202: the bytes are stored, the row is there and the job is in the queue', async () => {
  const response = await push(png, {
    'content-type': 'image/png',
    'touchstone-part-id': 'part 7',
    'touchstone-lot': 'L1',
    'touchstone-captured-at': '2026-01-31T08:15:00.123+01:00',
  });
  expect(response.status).toBe(202);
  const accepted = (await response.json()) as {
    id: string;
    state: string;
    links: { self: string };
  };
  expect(response.headers.get('location')).toBe(accepted.links.self);
  const frame = await api.app.get(Frames).get(accepted.id);
  expect(frame).toMatchObject({
    state: 'accepted',
    partId: 'part 7',
    lot: 'L1',
    capturedAt: new Date('2026-01-31T07:15:00.123Z'),
    width: 64,
    height: 48,
    mediaType: 'image/png',
  });
  expect(await api.app.get(Blobs).get(frame.blob)).toEqual(png);
  expect(await api.app.get(JobQueues).of(queues.inspect).putBack(jobOf(frame.id))).toBe(0);
});

const jobOf = (frameId: string) => ({
  frameId,
  stationId: 'line-1',
  acceptedAt: new Date().toISOString(),
});

test('the bytes say what an image is, whatever the header calls it', async () => {
  const jpeg = await sharp(png).jpeg().toBuffer();
  const response = await push(jpeg, { 'content-type': 'application/octet-stream' });
  const { id } = (await response.json()) as { id: string };
  expect((await api.app.get(Frames).get(id)).mediaType).toBe('image/jpeg');
});

test.each(['jpeg', 'png', 'webp', 'tiff'] as const)('%s is taken', async (format) => {
  const bytes = await sharp(png).toFormat(format).toBuffer();
  expect((await push(bytes, { 'content-type': `image/${format}` })).status).toBe(202);
});

test('multipart: every file is a frame with the facts of the form', async () => {
  const form = new FormData();
  form.append('partId', 'p9');
  form.append('a', new Blob([new Uint8Array(png)], { type: 'image/png' }), 'a.png');
  form.append('b', new Blob([new Uint8Array(await somePng(2))]), 'b.png');
  form.append('lot', 'after the files');
  const response = await push(form, {});
  expect(response.status).toBe(202);
  const frames = (await response.json()) as { id: string }[];
  expect(new Set(frames.map((frame) => frame.id)).size).toBe(2);
  for (const { id } of frames)
    expect(await api.app.get(Frames).get(id)).toMatchObject({
      partId: 'p9',
      lot: 'after the files',
    });
});

test('multipart with a key: a repeat gives the same frames', async () => {
  const form = () => {
    const made = new FormData();
    for (const name of ['a', 'b']) made.append(name, new Blob([new Uint8Array(png)]), name);
    return made;
  };
  const ids = async () => {
    const response = await push(form(), { 'idempotency-key': 'form-1' });
    return ((await response.json()) as { id: string }[]).map((frame) => frame.id);
  };
  const first = await ids();
  expect(new Set(first).size).toBe(2);
  expect(await ids()).toEqual(first);
});

test('a repeat of a key gives the same frame, also at the same moment', async () => {
  const headers = { 'content-type': 'image/png', 'idempotency-key': 'shot-1' };
  const before = await countOfFrames();
  const responses = await Promise.all(Array.from({ length: 6 }, () => push(png, headers)));
  const ids = await Promise.all(
    responses.map(async (one) => ((await one.json()) as { id: string }).id),
  );
  expect(responses.map((one) => one.status)).toEqual(Array.from({ length: 6 }, () => 202));
  expect(new Set(ids).size).toBe(1);
  expect(await countOfFrames()).toBe(before + 1);
  const frame = await api.app.get(Frames).get(ids[0]!);
  expect(await api.app.get(Blobs).get(frame.blob)).toEqual(png);
});

async function countOfFrames(): Promise<number> {
  return (await api.app.get(Frames).list({ limit: 500 })).items.length;
}

test('422: a key that was used for other bytes, and the first bytes are untouched', async () => {
  const headers = { 'content-type': 'image/png', 'idempotency-key': 'shot-2' };
  const [one, other] = [await somePng(10), await somePng(11)];
  const responses = await Promise.all([push(one, headers), push(other, headers)]);
  expect(responses.map((response) => response.status).sort()).toEqual([202, 422]);
  const winner = responses.findIndex((response) => response.status === 202);
  const { id } = (await responses[winner]!.json()) as { id: string };
  await expectProblem(responses[1 - winner]!, 422, 'idempotency-key-reused');
  const frame = await api.app.get(Frames).get(id);
  expect(await api.app.get(Blobs).get(frame.blob)).toEqual([one, other][winner]);
  await expectProblem(await push([other, one][winner]!, headers), 422, 'idempotency-key-reused');
});

test('a part id that is too long costs no verdict: the frame is taken without it, and the answer says so', async () => {
  const headers = { 'content-type': 'image/png', 'touchstone-part-id': 'x'.repeat(201) };
  const answer = await push(png, headers);
  expect(answer.status).toBe(202);
  const { id, warnings } = (await answer.json()) as { id: string; warnings: string[] };
  expect(warnings.join()).toMatch(/partId was not kept: it has 201 characters/);
  expect((await api.app.get(Frames).get(id)).partId).toBeNull();
});

test('400: a capture time without a zone could be any of 24 instants', async () => {
  const headers = {
    'content-type': 'image/png',
    'touchstone-captured-at': '2026-01-31T08:15:00',
  };
  await expectProblem(await push(png, headers), 400, 'validation-failed');
});

test('400: a station id that cannot be one; a form without a file', async () => {
  await expectProblem(await push(png, undefined, 'No%20Such'), 400, 'validation-failed');
  const form = new FormData();
  form.append('partId', 'p');
  await expectProblem(await push(form, {}), 400, 'validation-failed');
});

test('a station that is not there is 404', async () => {
  await expectProblem(await push(png, undefined, 'nowhere'), 404, 'station-not-found');
});

test('409: the station has no active model yet, and nothing is kept', async () => {
  await api.app.get(Stations).put('line-new', settingsWith());
  await expectProblem(await push(png, undefined, 'line-new'), 409, 'no-active-model');
  expect((await api.app.get(Frames).list({ station: 'line-new', limit: 1 })).items).toEqual([]);
  const model = await api.makeStation('line-new');
  expect((await push(png, undefined, 'line-new')).status).toBe(202);
  expect(model.version).toBe(1);
});

test('more bytes than allowed are 413, as the body and as a file', async () => {
  const large = Buffer.alloc(api.settings.maxBytes + 1);
  await expectProblem(await push(large), 413, 'too-large');
  const form = new FormData();
  form.append('a', new Blob([new Uint8Array(large)]), 'a.png');
  await expectProblem(await push(form, {}), 413, 'too-large');
});

test('the bytes decide what a body is, whatever its media type says', async () => {
  for (const type of ['image/jpg', '*/*', 'text/csv', 'application/json', 'image/heic'])
    expect((await push(png, { 'content-type': type })).status, type).toBe(202);
  await expectProblem(await push('a=b', { 'content-type': 'image/png' }), 422, 'not-an-image');
});

test('415: a route that takes JSON refuses another media type, and says what it takes', async () => {
  const answer = await fetch(`${api.url}/v1/stations/line-json`, {
    method: 'PUT',
    headers: { 'content-type': 'text/csv' },
    body: 'a,b',
  });
  const { detail } = await expectProblem(answer, 415, 'unsupported-type');
  expect(detail).toMatch(/text\/csv.*application\/json/);
});

test('what is no image, cut off, of too many pixels or zero-sized is 422', async () => {
  await expectProblem(await push(Buffer.from('hello, this is text')), 422, 'not-an-image');
  await expectProblem(await push(png.subarray(0, png.length - 40)), 422, 'image-truncated');
  const wide = await sharp({
    create: { width: 4000, height: 3000, channels: 3, background: 'red' },
  })
    .png()
    .toBuffer();
  await expectProblem(await push(wide), 422, 'too-many-pixels');
  const none = Buffer.from(png);
  none.writeUInt32BE(0, 16);
  await expectProblem(await push(none), 422, 'zero-sized');
});

test('a form with one bad file: that one is set aside by its name, the others are taken', async () => {
  const before = await countOfFrames();
  const form = new FormData();
  form.append('a', new Blob([new Uint8Array(png)]), 'a.png');
  form.append('b', new Blob(['no image']), 'b.png');
  const answer = await push(form, {});
  expect(answer.status).toBe(202);
  expect(await answer.json()).toMatchObject([
    { state: 'accepted', warnings: [] },
    { state: 'refused', file: 'b.png', index: 1, code: 'not-an-image' },
  ]);
  expect(await countOfFrames()).toBe(before + 1);
});

test('422: a form in which every file is bad is refused whole', async () => {
  const form = new FormData();
  form.append('b', new Blob(['no image']), 'b.png');
  await expectProblem(await push(form, {}), 422, 'not-an-image');
});

test('429 with Retry-After when the backlog is over its limit; a repeat of a key is still answered', async () => {
  await api.makeStation('line-slow', { backlogLimit: 2 });
  const headers = { 'content-type': 'image/png', 'idempotency-key': 'slow-1' };
  const first = await push(png, headers, 'line-slow');
  expect(first.status).toBe(202);
  expect((await push(png, undefined, 'line-slow')).status).toBe(202);
  const third = await push(png, undefined, 'line-slow');
  expect(Number(third.headers.get('retry-after'))).toBeGreaterThan(0);
  const problem = await expectProblem(third, 429, 'backlog-full');
  expect(problem).toMatchObject({ backlog: 2, limit: 2 });
  const again = await push(png, headers, 'line-slow');
  expect(again.status).toBe(202);
  expect(await again.json()).toEqual(await first.json());
});

test('Prefer: wait answers 200 with the inspection as soon as it is recorded', async () => {
  const waiting = push(png, {
    'content-type': 'image/png',
    prefer: 'wait=10',
    'touchstone-part-id': 'w',
  });
  const frame = await soonestFrameOf('w');
  await api.app.get(Inspections).record({
    inspection: someInspection(frame),
    map: new Float32Array(6),
    alert: false,
  });
  const response = await waiting;
  expect(response.status).toBe(200);
  expect(response.headers.get('preference-applied')).toBe('wait=10');
  expect(await response.json()).toMatchObject({ frameId: frame.id, verdict: 'defect' });
});

async function soonestFrameOf(partId: string) {
  const { id } = await until(async () => {
    const { items } = await api.app.get(Frames).list({ limit: 5 });
    return items.find((frame) => frame.partId === partId);
  });
  return api.app.get(Frames).get(id);
}

test('Prefer: wait that was too short answers 202', async () => {
  const start = Date.now();
  const response = await push(png, {
    'content-type': 'image/png',
    prefer: 'respond-async, wait=1',
  });
  expect(response.status).toBe(202);
  expect(response.headers.get('preference-applied')).toBe('wait=1');
  expect(Date.now() - start).toBeGreaterThanOrEqual(990);
});

test('refusals are counted by their code', async () => {
  await push(Buffer.from('hello, this is text'));
  const metrics = await (await fetch(`${api.url}/metrics`)).text();
  expect(metrics).toMatch(/touchstone_frames_refused_total\{reason="not-an-image"\} [1-9]/);
  expect(metrics).toMatch(/touchstone_frames_accepted_total\{station="line-1"\} [1-9]/);
  expect(metrics).toMatch(/touchstone_queue_jobs\{queue="inspect",state="waiting"\} [1-9]/);
});
