import { afterAll, beforeAll, expect, test } from 'vitest';
import { escapeReport, reviewQueue, shiftOf } from '#contracts';
import { EscapeAnswers, EscapeDraws, Frames, Inspections, KeptPictures, Stations } from '#storage';
import { type Clock, Metrics, systemClock } from '#telemetry';
import { escapesText } from '../../../apps/cli/src/escapes/escapes-text.js';
import { DrawEscapes } from '../../../apps/watcher/src/escapes/draw-escapes.js';
import { EscapeFigures } from '../../../apps/watcher/src/escapes/escape-figures.js';
import { startApi, type TestApi } from '../../support/api.js';
import { json } from '../../support/http.js';
import { someFrame, someInspection } from '../../support/records.js';
import { ownDatabase, ownRedis, type TestService } from '../../support/services.js';

let postgres: TestService;
let redis: TestService;
let api: TestApi;
beforeAll(async () => {
  [postgres, redis] = await Promise.all([ownDatabase(), ownRedis()]);
  api = await startApi({ redisUrl: redis.url, databaseUrl: postgres.url });
  await api.makeStation('line-1');
});
afterAll(async () => {
  await api.stop();
  await Promise.all([postgres.stop(), redis.stop()]);
});

/** A minute and more after a shift ended, so that it is drawn from. */
const { start, end } = shiftOf(systemClock.now(), 8);
const later: Clock = { ...systemClock, now: () => new Date(end.getTime() + 61_000) };

const read = async (path: string) => (await fetch(`${api.url}/v1/stations/line-1/${path}`)).json();
const report = async () =>
  escapeReport.parse(await read(`escapes?until=${later.now().toISOString()}`));
const queue = async () => reviewQueue.parse(await read('review-queue'));

function drawing(metrics = new Metrics()) {
  const figures = new EscapeFigures(api.app.get(EscapeAnswers), metrics);
  return new DrawEscapes(api.app.get(Stations), api.app.get(EscapeDraws), figures, later);
}

/** An inspected frame of the shift, its score between 0 and 1. */
async function inspected(changes: Parameters<typeof someInspection>[1], partId: string | null) {
  const frame = someFrame({ partId });
  const inspectedAt = new Date(start.getTime() + 60_000).toISOString();
  await api.app.get(Frames).accept(frame);
  const inspection = someInspection(frame, { verdict: 'ok', inspectedAt, ...changes });
  await api.app.get(Inspections).record({ inspection, map: new Float32Array(6), alert: false });
  return frame.id;
}

const answer = (frame: string, given: object) =>
  fetch(`${api.url}/v1/frames/${frame}/review`, json('POST', given));

test('while nothing is drawn, the report says so, and the list of reviews is as it was', async () => {
  await drawing().handle();
  expect(await report()).toMatchObject({ waiting: 0, shifts: [], total: { upper: null } });
  expect(escapesText(await report())).toContain('--per-shift');
  expect((await queue()).blind).toBe(false);
});

test('passed parts of a shift are drawn once, reviewed blind, and say how many are defective at most', async () => {
  const passed = new Set<string>();
  for (let i = 0; i < 30; i++)
    passed.add(await inspected({ imageScore: i, displayScore: i / 100 }, null));
  await inspected({ verdict: 'ok' }, 'two frames');
  await inspected({ verdict: 'defect' }, 'two frames');
  await inspected({ verdict: 'invalid' }, null);
  await inspected({ goldenPart: 'golden' }, null);
  const settings = { escapes: { perShift: 12, risk: 4 } };
  const changed = await fetch(`${api.url}/v1/stations/line-1`, json('PATCH', settings));
  expect(changed.status).toBe(200);
  const audit = (await read('audit')) as { items: { action: string; detail: unknown }[] };
  expect(audit.items[0]).toMatchObject({
    action: 'settings-changed',
    detail: { after: { escapes: { perShift: 12, risk: 4 } } },
  });

  await Promise.all([drawing().handle(), drawing().handle()]);
  await drawing().handle();
  const first = await report();
  expect(first).toMatchObject({ waiting: 12, shifts: [{ passed: 30, drawn: 12, answered: 0 }] });
  expect(first.total.upper).toBeNull();

  const list = await queue();
  expect(list).toMatchObject({ blind: true, mostPerShift: 32, answeredThisShift: 0 });
  for (const { verdict, displayScore, reason } of list.items)
    expect([verdict, displayScore, reason]).toEqual([null, null, null]);
  const drawn = list.items.map(({ frameId }) => frameId).filter((id) => passed.has(id));
  expect(drawn).toHaveLength(12);

  await api.app.get(KeptPictures).deleteOldest({ station: 'line-1', verdict: 'ok' }, later.now());
  for (const id of passed) {
    const { pictureDeletedAt } = await api.app.get(Frames).get(id);
    expect(pictureDeletedAt === null, id).toBe(drawn.includes(id));
  }

  for (const id of drawn.slice(1)) expect((await answer(id, { answer: 'ok' })).status).toBe(201);
  const none = (await report()).total;
  expect(none).toMatchObject({ shifts: 1, passed: 30, drawn: 12, answered: 11, found: 0, estimate: 0 }); // prettier-ignore
  expect(none.upper).toBeGreaterThan(0);
  expect(none.upper).toBeLessThan(1);

  await answer(drawn[0]!, { answer: 'defect', name: 'scratch' });
  const metrics = new Metrics();
  await drawing(metrics).handle();
  const found = await report();
  expect(found).toMatchObject({ waiting: 0, found: [{ frameId: drawn[0], name: 'scratch' }] });
  const { probability } = found.found[0]!;
  expect(found.total.estimate).toBeCloseTo(1 / probability / 30, 9);
  expect(found.total.upper).toBeGreaterThan(none.upper!);
  expect(escapesText(found)).toContain('1 as defective');
  expect(await metrics.registry.metrics()).toMatch(/touchstone_escaped_share\{station="line-1",bound="upper"\} 0\.\d+|touchstone_escaped_share\{station="line-1",bound="upper"\} 1/); // prettier-ignore
  expect((await queue()).answeredThisShift).toBe(12);
});

test('a station that takes other shifts is not drawn from twice for the same time', async () => {
  const review = { mostPerShift: 20, shiftHours: 4 };
  await fetch(`${api.url}/v1/stations/line-1`, json('PATCH', { review }));
  await drawing().handle();
  expect((await report()).shifts).toHaveLength(1);
});
