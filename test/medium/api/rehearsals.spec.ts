import { Redis } from 'ioredis';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { type ModelManifest, rehearsal, type RehearsalResult } from '#contracts';
import { JobQueues, queues } from '#queue';
import { Audit, Jobs, Models, Stations } from '#storage';
import { sweepNow } from '../../support/sweep.js';
import { startApi, type TestApi } from '../../support/api.js';
import { expectProblem } from '../../support/http.js';
import { someModel } from '../../support/records.js';
import { ownDatabase, ownRedis, type TestService } from '../../support/services.js';

let postgres: TestService;
let redis: TestService;
let api: TestApi;
let candidate: ModelManifest;
let station: string;
let number = 0;

beforeAll(async () => {
  [postgres, redis] = await Promise.all([ownDatabase(), ownRedis()]);
  api = await startApi(
    { redisUrl: redis.url, databaseUrl: postgres.url },
    { apiKeys: [{ name: 'anna', key: 'key-of-anna' }, { name: null, key: 'nobodys' }] }, // prettier-ignore
  );
});
afterAll(async () => {
  await api.stop();
  await Promise.all([postgres.stop(), redis.stop()]);
});
beforeEach(async () => {
  station = `line-${++number}`;
  await api.makeStation(station);
  candidate = someModel(station, 2);
  await api.app.get(Models).insert(candidate);
});

function call(path: string, body?: unknown, key = 'key-of-anna', accept = 'application/json') {
  return fetch(`${api.url}/v1/${path}`, {
    method: body === undefined ? 'GET' : 'POST',
    headers: { 'x-api-key': key, accept, ...(body ? { 'content-type': 'application/json' } : {}) },
    ...(body ? { body: JSON.stringify(body) } : {}),
  });
}

const asked = async (body: unknown = {}) =>
  rehearsal.parse(
    await (await call(`stations/${station}/models/${candidate.id}/rehearsals`, body)).json(),
  );

const result: RehearsalResult = {
  replayed: 0,
  leftOut: 0,
  leftOutBecause: [],
  flips: [],
  flipped: [],
  reviewed: 0,
  defectsThatWouldPass: [],
  falseAlarmsThatGo: [],
  falseAlarmsThatStay: 0,
  defectsStillCaught: 0,
  byDay: [],
  seconds: 1,
};

test('asked for (202), listed, read; the key’s name counts, the trail says so', async () => {
  const answer = await call(`stations/${station}/models/${candidate.id}/rehearsals`, {
    inspections: 123,
    by: 'somebody',
  });
  expect(answer.status).toBe(202);
  const made = rehearsal.parse(await answer.json());
  expect(answer.headers.get('location')).toBe(`/v1/rehearsals/${made.id}`);
  const active = (await api.app.get(Stations).record(station))!.activeModel;
  expect(made).toMatchObject({ by: 'anna', inspections: 123, state: 'queued', against: active });
  const list = (await (await call(`stations/${station}/rehearsals`)).json()) as {
    items: unknown[];
  };
  expect(list.items).toEqual([made]);
  expect(await (await call(`rehearsals/${made.id}`)).json()).toEqual(made);
  const { items } = await api.app.get(Audit).list({ station, limit: 1 });
  expect(items).toMatchObject([{ by: 'anna', action: 'rehearsal-asked', subject: candidate.id }]);
});

test('no such station, model or rehearsal is 404; nothing to replay is 400', async () => {
  const code = async (answer: Response) => ((await answer.json()) as { code: string }).code;
  const id = candidate.id;
  expect(await code(await call(`stations/nowhere/models/${id}/rehearsals`, {}))).toBe(
    'station-not-found',
  );
  await api.makeStation('elsewhere');
  expect(await code(await call(`stations/elsewhere/models/${id}/rehearsals`, {}))).toBe(
    'model-not-found',
  );
  expect(await code(await call(`rehearsals/${id}`))).toBe('rehearsal-not-found');
  const none = await call(`stations/${station}/models/${id}/rehearsals`, { inspections: 0 });
  expect(none.status).toBe(400);
});

test('followed to its end as server-sent events', async () => {
  const { id } = await asked();
  const jobs = api.app.get(Jobs);
  const stream = await call(`rehearsals/${id}`, undefined, 'nobodys', 'text/event-stream');
  await jobs.start(id);
  await jobs.progress(id, { step: 'replay', done: 5, of: 9, etaSeconds: null });
  await jobs.finish(id, { result, blob: null });
  const text = await stream.text();
  expect(text).toContain('event: rehearsal');
  expect(text).toContain('"state":"done"');
});

test('a station that wants rehearsals: 409 until one of that model is done, then it can be activated', async () => {
  const stations = api.app.get(Stations);
  await stations.patch(station, {
    activation: { secondPerson: false, rehearsal: true, testSet: false },
  });
  const activate = () => call(`stations/${station}/models/${candidate.id}/activate`, { why: 'x' });
  const refused = await activate();
  expect([refused.status, ((await refused.json()) as { code: string }).code]).toEqual([
    409,
    'rehearsal-needed',
  ]);
  const { id } = await asked();
  await api.app.get(Jobs).fail(id, { code: 'internal', detail: 'x' });
  expect((await activate()).status).toBe(409);
  await api.app.get(Jobs).finish((await asked()).id, { result, blob: null });
  expect((await activate()).status).toBe(200);
});

test('a result is written once: what comes later changes nothing', async () => {
  const { id } = await asked();
  const jobs = api.app.get(Jobs);
  await jobs.finish(id, { result, blob: null });
  await jobs.finish(id, { result: { ...result, replayed: 7 }, blob: null });
  expect((await jobs.fail(id, { code: 'internal', detail: 'late' }))?.state).toBe('done');
  expect((await jobs.find(id))?.result).toEqual(result);
});

test('one that waits is cancelled at once under the key’s name, twice is once; 409 when done, 404 for none', async () => {
  const { id } = await asked();
  const cancel = (which = id) => call(`rehearsals/${which}/cancel`, { by: 'somebody' });
  const answer = await cancel();
  expect(answer.status).toBe(202);
  const end = rehearsal.parse(await answer.json());
  expect(end).toMatchObject({ state: 'cancelled', result: null });
  expect(rehearsal.parse(await (await cancel()).json())).toEqual(end);
  const { items } = await api.app.get(Audit).list({ station, limit: 50 });
  const cancelled = items.filter(({ action }) => action === 'rehearsal-cancelled');
  expect(cancelled).toMatchObject([{ by: 'anna', subject: candidate.id, detail: { rehearsal: id } }]); // prettier-ignore
  const second = await asked();
  await api.app.get(Jobs).finish(second.id, { result, blob: null });
  const late = await cancel(second.id);
  expect([late.status, ((await late.json()) as { code: string }).code]).toEqual([
    409,
    'too-late-to-cancel',
  ]);
  expect((await cancel(candidate.id)).status).toBe(404);
});

test('the 21st long job of a station that would wait is refused (429) with what waits; nothing is written down of it', async () => {
  await Promise.all(Array.from({ length: 20 }, () => asked()));
  const refused = await call(`stations/${station}/models/${candidate.id}/rehearsals`, {});
  const problem = await expectProblem(refused, 429, 'too-many-jobs');
  expect(problem).toMatchObject({
    limit: 20,
    waiting: [{ kind: 'rehearsal', waiting: 20 }],
    oldest: { kind: 'rehearsal', stationId: station, by: 'anna' },
  });
  expect(problem['detail']).toContain('Cancel what nobody needs any more');
  expect(refused.headers.get('retry-after')).not.toBeNull();
  const list = await call(`stations/${station}/rehearsals`);
  expect(((await list.json()) as { items: unknown[] }).items).toHaveLength(20);
  const { id } = problem['oldest'] as { id: string };
  expect((await call(`rehearsals/${id}/cancel`, {})).status).toBe(202);
  expect((await asked()).state).toBe('queued');
});

test('a job that the queue lost is put back in by the sweep', async () => {
  await asked();
  const queue = api.app.get(JobQueues).of(queues.rehearse);
  const client = new Redis(redis.url);
  await client.flushdb();
  client.disconnect();
  expect((await queue.backlog()).waiting).toBe(0);
  await sweepNow(api.app);
  expect((await queue.backlog()).waiting).toBeGreaterThan(0);
});
