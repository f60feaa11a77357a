import type { DeadlineAnswer, FrameVerdict } from '#contracts';
import { Deadlines, Frames, Inspections, type NewFrame } from '#storage';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startApi, type TestApi } from '../../support/api.js';
import { bodyOf, expectProblem, json } from '../../support/http.js';
import { somePng } from '../../support/pictures.js';
import { someFrame, someInspection } from '../../support/records.js';
import { ownDatabase, ownRedis, type TestService } from '../../support/services.js';
import { until } from '../../support/until.js';

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

function push(headers: Record<string, string>, station = 'line-1'): Promise<Response> {
  return fetch(`${api.url}/v1/stations/${station}/frames`, {
    method: 'POST',
    body: png,
    headers: { 'content-type': 'image/png', ...headers },
  });
}

const verdictOf = async (id: string) =>
  bodyOf<FrameVerdict>(await fetch(`${api.url}/v1/frames/${id}/verdict`));

const record = (frame: NewFrame, verdict: 'ok' | 'defect' = 'ok') =>
  api.app.get(Inspections).record({
    inspection: someInspection(frame, { verdict }),
    map: new Float32Array(6),
    alert: false,
  });

/** What is on the metrics page of the frames of a station that had no inspection in time. */
async function missedOf(station: string): Promise<number> {
  const text = await (await fetch(`${api.url}/metrics`)).text();
  const [, count = '0'] =
    new RegExp(`touchstone_deadlines_missed_total\\{station="${station}"\\} (\\d+)`).exec(text) ??
    [];
  return Number(count);
}

test('a waiting push is answered the fail-safe verdict at its deadline, and the late inspection stands beside it', async () => {
  const before = await missedOf('line-1');
  const response = await push({ prefer: 'wait=30', 'touchstone-deadline': '300' });
  expect(response.status).toBe(200);
  const answer = await bodyOf<DeadlineAnswer>(response);
  expect(answer).toMatchObject({ verdict: 'defect', decidedBy: 'deadline', recorded: true });
  expect(await missedOf('line-1')).toBe(before + 1);
  const without = await verdictOf(answer.frameId);
  expect(without).toMatchObject({ state: 'accepted', verdict: 'defect', inspection: null });
  const recorded = await record(await api.app.get(Frames).get(answer.frameId));
  expect(recorded.fresh).toBe(true);
  expect(await verdictOf(answer.frameId)).toMatchObject({
    state: 'inspected',
    verdict: 'defect',
    decidedBy: 'deadline',
    decidedAt: without.decidedAt,
    inspection: { verdict: 'ok' },
  });
  expect(await missedOf('line-1')).toBe(before + 1);
});

test('an inspection in time is the answer, and its verdict holds after the deadline too', async () => {
  const waiting = push({
    prefer: 'wait=30',
    'touchstone-deadline': '20000',
    'touchstone-part-id': 'in time',
  });
  const frames = api.app.get(Frames);
  const frame = await until(async () => {
    const { items } = await frames.list({ limit: 5 });
    const found = items.find(({ partId }) => partId === 'in time');
    return found && frames.get(found.id);
  });
  await record(frame);
  const response = await waiting;
  expect(await response.json()).toMatchObject({ frameId: frame.id, verdict: 'ok' });
  expect(await verdictOf(frame.id)).toMatchObject({ verdict: 'ok', decidedBy: 'inspection' });
});

test('the deadline and the fail-safe verdict of the station hold for frames that say none, until they say one', async () => {
  await api.makeStation('line-2', { deadline: { ms: 200, failSafe: 'review' } });
  const answer = await push({ prefer: 'wait=30' }, 'line-2');
  expect(await answer.json()).toMatchObject({ verdict: 'review', decidedBy: 'deadline' });
  const longer = await push({ 'touchstone-deadline': '60000' }, 'line-2');
  const { id } = await bodyOf<{ id: string }>(longer);
  const { acceptedAt, deadlineAt } = await api.app.get(Frames).get(id);
  expect(deadlineAt!.getTime() - acceptedAt.getTime()).toBeGreaterThan(30_000);
  expect((await verdictOf(id)).verdict).toBeNull();
});

test('a wait that ends before the deadline is answered 202; a frame without a deadline has none in its verdict', async () => {
  const soon = await push({ prefer: 'wait=1', 'touchstone-deadline': '60000' });
  expect(soon.status).toBe(202);
  const plain = await bodyOf<{ id: string }>(await push({}));
  expect(await verdictOf(plain.id)).toMatchObject({ verdict: null, deadlineAt: null });
  await record(await api.app.get(Frames).get(plain.id), 'defect');
  expect(await verdictOf(plain.id)).toMatchObject({ verdict: 'defect', decidedBy: 'inspection' });
});

test('a frame that failed before its deadline gets the fail-safe verdict at it', async () => {
  const waiting = push({
    prefer: 'wait=30',
    'touchstone-deadline': '1500',
    'touchstone-part-id': 'broken',
  });
  const frames = api.app.get(Frames);
  const { id } = await until(async () =>
    (await frames.list({ limit: 5 })).items.find(({ partId }) => partId === 'broken'),
  );
  await frames.markFailed(id, { code: 'image-damaged', detail: 'made up', attempts: 1 });
  expect(await (await waiting).json()).toMatchObject({ verdict: 'defect', decidedBy: 'deadline' });
  expect(await verdictOf(id)).toMatchObject({ state: 'failed', verdict: 'defect' });
});

test('a frame whose API is gone gets its verdict from another one', async () => {
  const frame = someFrame();
  await api.app.get(Frames).accept({ ...frame, deadlineMs: 30 });
  await until(async () => (await verdictOf(frame.id)).decidedBy === 'deadline');
});

test('whatever comes first, inspection or deadline: one verdict holds, and it is counted once', async () => {
  const [frames, deadlines] = [api.app.get(Frames), api.app.get(Deadlines)];
  // A station that no API watches in the meantime: what is answered is counted here.
  const before = await missedOf('line-1');
  const all = Array.from({ length: 120 }, () => someFrame());
  for (const [place, frame] of all.entries())
    await frames.accept({ ...frame, deadlineMs: 50 + place * 4 });
  let given = 0;
  await Promise.all([
    ...all.map((frame) => record(frame)),
    (async () => {
      const last = all.at(-1)!;
      while ((await verdictOf(last.id)).decidedBy === null) given += (await deadlines.answerOverdue()).length; // prettier-ignore
      given += (await deadlines.answerOverdue()).length;
    })(),
  ]);
  const missed = await until(async () => {
    const verdicts = await Promise.all(all.map(({ id }) => verdictOf(id)));
    if (verdicts.some(({ decidedBy }) => decidedBy === null)) return null;
    for (const { verdict, decidedBy } of verdicts)
      expect(verdict).toBe(decidedBy === 'deadline' ? 'defect' : 'ok');
    return verdicts.filter(({ decidedBy }) => decidedBy === 'deadline').length;
  });
  await until(async () => given + (await missedOf('line-1')) - before === missed);
});

test.each(['soon', '5', '700000', '100.5'])(
  'a deadline of "%s" is refused: it decides something',
  async (text) => {
    const problem = await expectProblem(await push({ 'touchstone-deadline': text }), 400, 'validation-failed'); // prettier-ignore
    expect(JSON.stringify(problem)).toContain('deadlineMs');
  },
);

test('a fail-safe verdict of ok is refused: nobody looked at the part', async () => {
  const body = { deadline: { ms: 500, failSafe: 'ok' } };
  const answer = await fetch(`${api.url}/v1/stations/line-1`, json('PATCH', body));
  await expectProblem(answer, 400, 'validation-failed');
});
