import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Challenge, Gate, Page, Station } from '#contracts';
import { bodyOf, expectProblem, json } from '../../support/http.js';
import { paintedPart } from '../../support/painted-parts.js';
import { type ReviewedLine, startReviewedLine } from '../../support/reviewed-line.js';
import { type StartedApp, startWorker } from '../../support/started-apps.js';
import { until } from '../../support/until.js';

let on: ReviewedLine;
let worker: StartedApp;

beforeAll(async () => {
  on = await startReviewedLine();
  worker = await startWorker(on.line.environment);
  const good = await on.show(1);
  const bad = await on.show(2, { stain: true });
  const { scale } = good.limits;
  const reject = (good.imageScore + bad.imageScore) / 2;
  const model = await on.useLimits({ warn: reject, reject, scale });
  await until(async () => (await on.show(3)).model.id === model.id);
});

afterAll(async () => {
  await worker.stop();
  await on.stop();
});

const station = '/v1/stations/line-1';
const ask = (path: string, init?: RequestInit) => fetch(`${on.api.url}${path}`, init);
const gate = async () => bodyOf<Gate>(await ask(`${station}/gate`));
const put = (part: string, body: unknown) =>
  ask(`${station}/golden-parts/${part}`, json('PUT', body));
const open = async () =>
  bodyOf<Challenge>(await ask(`${station}/challenges`, json('POST', { by: 'Ada' })));
const log = async () => (await bodyOf<Page<Challenge>>(await ask(`${station}/challenges`))).items;
const newest = async () => (await log())[0]!;
const shownOf = (count: number) =>
  until(async () => (await newest()).showings.length === count && newest());

const production = async (seed: number) =>
  ask(`${station}/frames`, {
    method: 'POST',
    body: new Uint8Array(await paintedPart(seed)),
    headers: { 'content-type': 'image/jpeg' },
  });

test('a station that requires a challenge is closed until its golden parts passed, and the log proves it', async () => {
  await ask(station, json('PATCH', { challenge: { required: true, everyHours: 8, onNewModel: true } })); // prettier-ignore
  expect(await gate()).toMatchObject({ open: false, why: expect.stringContaining('no golden part') as string }); // prettier-ignore
  await put('good-1', { verdict: 'ok', by: 'Ada' });
  await put('bad-1', { verdict: 'defect', by: 'Ada' });
  // The API looks at a station's record once a second.
  await until(async () => (await production(10)).status === 409);
  const frames = await on.line.frames.list({ station: 'line-1', limit: 500 });
  const refused = await expectProblem(await production(10), 409, 'station-closed');
  expect(refused['detail']).toContain('bad-1, good-1');
  expect((await on.line.frames.list({ station: 'line-1', limit: 500 })).items).toHaveLength(frames.items.length); // prettier-ignore

  expect(await open()).toMatchObject({ state: 'open', by: 'Ada', missing: ['bad-1', 'good-1'] });
  const good = await on.show(1, { goldenPart: 'good-1' });
  expect((await shownOf(1)).missing).toEqual(['bad-1']);
  expect((await gate()).open).toBe(false);
  const bad = await on.show(2, { stain: true, goldenPart: 'bad-1' });
  expect(bad).toMatchObject({ goldenPart: 'bad-1', verdict: 'defect' });
  expect(await on.line.alerts.find(bad.frameId)).toBeNull();
  const passed = await shownOf(2);
  expect(passed).toMatchObject({ state: 'passed', missing: [], modelId: good.model.id });
  expect(
    passed.showings.map(({ frameId, passed, imageScore }) => [frameId, passed, imageScore]),
  ).toEqual([
    // prettier-ignore
    [good.frameId, true, good.imageScore],
    [bad.frameId, true, bad.imageScore],
  ]);
  const now = await gate();
  expect(now.open).toBe(true);
  expect(new Date(now.until!).getTime()).toBe(new Date(passed.endedAt!).getTime() + 8 * 3_600_000);
  await until(async () => (await production(13)).status === 202);
});

test('another model is active: closed again; a failed showing keeps it closed, shown again in order opens it', async () => {
  const active = (await on.line.models.active('line-1'))!;
  const next = await on.useLimits(active.limits);
  await until(async () => (await production(20)).status === 409);
  expect((await gate()).why).toContain('another model');
  await open();
  await until(async () => (await on.show(1, { goldenPart: 'good-1' })).model.id === next.id);
  await on.show(22, { goldenPart: 'bad-1' });
  const failed = await until(async () => {
    const one = await newest();
    return one.state === 'failed' && one;
  });
  expect(failed.showings.at(-1)).toMatchObject({ goldenPartId: 'bad-1', passed: false });
  expect(failed.showings.at(-1)!.why).toContain('defect is expected');
  expect(await gate()).toMatchObject({ open: false });
  await on.show(2, { stain: true, goldenPart: 'bad-1' });
  await until(async () => (await newest()).state === 'passed');
  const showings = (await newest()).showings;
  expect(showings.some(({ passed }) => !passed)).toBe(true);
  await until(async () => (await production(24)).status === 202);
});

test('the same job again adds no showing; a score outside its range fails; an unknown part is refused', async () => {
  const { imageScore } = await on.show(1, { goldenPart: 'good-1' });
  await put('good-1', { verdict: 'ok', lowest: imageScore * 2, by: 'Ada' });
  await open();
  const shown = await on.show(1, { goldenPart: 'good-1' });
  await shownOf(1);
  const { frameId, acceptedAt } = shown;
  await until(async () => (await on.line.queue.putBack({ frameId, stationId: 'line-1', acceptedAt })) === 1); // prettier-ignore
  await on.show(2, { stain: true, goldenPart: 'bad-1' });
  const ended = await shownOf(2);
  expect(ended.state).toBe('failed');
  expect(ended.showings[0]!.why).toContain('lowest expected');
  const unknown = await ask(`${station}/frames`, {
    method: 'POST',
    body: new Uint8Array(await paintedPart(1)),
    headers: { 'content-type': 'image/jpeg', 'touchstone-golden-part': 'nobody' },
  });
  await expectProblem(unknown, 404, 'golden-part-not-found');
});

test('a worker that refuses the active model: the station says so, by how much, and no more once it opens well', async () => {
  const active = (await on.line.models.active('line-1'))!;
  const first = (await on.line.models.list('line-1')).at(-1)!;
  const honest = (await on.line.models.find(first.id))!;
  const id = '0190a000-0000-7000-8000-00000000bad0';
  const references = honest.references.map((one) => ({ ...one, imageScore: 123 }));
  expect(references.length).toBeGreaterThan(0);
  await on.line.models.insert({ ...honest, id, version: 99, references });
  const activate = (model: string) =>
    ask(`${station}/models/${model}/activate`, json('POST', { by: 'Ada' }));
  expect((await activate(id)).status).toBe(200);
  const trouble = await until(async () => (await bodyOf<Station>(await ask(station))).trouble);
  expect(trouble).toMatchObject({ code: 'model-invalid' });
  expect(trouble.detail).toContain('123');
  await activate(active.id);
  await until(async () => (await bodyOf<Station>(await ask(station))).trouble === null);
});
