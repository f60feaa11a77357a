import type { Alert, AlertsAnswered, AllIncidents, LiveEvent, OpenAlerts, Page, Review, Wall } from '#contracts'; // prettier-ignore
import type { AuditEntry } from '#contracts';
import { Alerts, Frames, Inspections } from '#storage';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startApi, type TestApi } from '../../support/api.js';
import { json, readEvents } from '../../support/http.js';
import { someFrame, someInspection } from '../../support/records.js';
import { ownDatabase, ownRedis, type TestService } from '../../support/services.js';

const station = 'line-1';
const unknown = '0190a000-0000-7000-8000-00000000dead';
let redis: TestService;
let postgres: TestService;
let api: TestApi;

beforeAll(async () => {
  [redis, postgres] = await Promise.all([ownRedis(), ownDatabase()]);
  api = await startApi({ redisUrl: redis.url, databaseUrl: postgres.url });
  await api.makeStation(station, { title: 'Flange' });
});

afterAll(async () => {
  await api.stop();
  await Promise.all([redis.stop(), postgres.stop()]);
});

const read = async <T>(path: string) => (await (await fetch(`${api.url}${path}`)).json()) as T;
const acknowledge = (body: unknown) =>
  fetch(`${api.url}/v1/alerts/acknowledge`, json('POST', body));

/** Records a defect with its alert, as a worker does. */
async function raise(): Promise<string> {
  const { frame } = await api.app.get(Frames).accept(someFrame({ station }));
  const inspection = someInspection(frame);
  await api.app.get(Inspections).record({ inspection, map: new Float32Array(6), alert: true });
  return frame.id;
}

test('several alerts are acknowledged with one reason, each with its entry in the audit trail', async () => {
  const alerts = [await raise(), await raise(), await raise()];
  expect((await read<OpenAlerts>('/v1/alerts/open')).open).toBe(3);
  const answer = await acknowledge({
    alerts: [...alerts, alerts[0], unknown],
    reason: 'wet from the washer',
    by: 'Ada',
  });
  const told = (await answer.json()) as AlertsAnswered;
  expect(told.items.map(({ id }) => id)).toEqual(alerts);
  expect(told.items.every(({ acknowledgedBy }) => acknowledgedBy === 'Ada')).toBe(true);
  expect(told.failed).toMatchObject([{ alert: unknown, code: 'alert-not-found' }]);
  const { items } = await read<Page<AuditEntry>>(`/v1/stations/${station}/audit`);
  const written = items.filter(({ action }) => action === 'alert-acknowledged');
  expect(written.map(({ subject }) => subject).sort()).toEqual([...alerts].sort());
  for (const { by, detail } of written)
    expect({ by, detail }).toEqual({ by: 'Ada', detail: { reason: 'wet from the washer' } });
  expect(await read<OpenAlerts>('/v1/alerts/open')).toEqual({ open: 0, stations: [] });
});

test('an answer for several is the answer of each frame, with the reason as its note; asked again, nothing changes', async () => {
  const alerts = [await raise(), await raise()];
  const asked = { alerts, answer: 'unsure', reason: 'ask the shift before', by: 'Ada' };
  for (let times = 0; times < 2; times++) expect((await acknowledge(asked)).status).toBe(200);
  for (const id of alerts) {
    const { items } = await read<Page<Review>>(`/v1/frames/${id}/reviews`);
    expect(items).toMatchObject([{ answer: 'unsure', note: asked.reason, by: 'Ada' }]);
    expect(await api.app.get(Alerts).get(id)).toMatchObject({ acknowledgedBy: 'Ada' });
  }
});

test('a name without a defect, no reason and no alert are refused', async () => {
  const [alert] = [await raise()];
  for (const wrong of [
    { alerts: [alert], reason: 'so', answer: 'ok', name: 'scratch' },
    { alerts: [alert] },
    { alerts: [], reason: 'so' },
  ])
    expect((await acknowledge(wrong)).status).toBe(400);
  expect((await read<Alert>(`/v1/alerts/${alert}`)).acknowledgedAt).toBeNull();
});

test('the wall has every station in one answer, with what waits, is open and was alarmed', async () => {
  await api.makeStation('line-2');
  const { frame } = await api.app.get(Frames).accept(someFrame({ station: 'line-2' }));
  const { items } = await read<Wall>('/v1/wall');
  expect(items.map(({ stationId }) => stationId)).toEqual([station, 'line-2']);
  const [busy, idle] = items;
  expect(busy).toMatchObject({ title: 'Flange', openAlerts: 1, alarms: { frames: 6, defects: 6 } });
  expect(busy!.usualPauseMs).toBeGreaterThanOrEqual(0);
  expect(idle).toMatchObject({ last: null, usualPauseMs: null, waiting: { frames: 1 } });
  expect(idle!.waiting!.oldestAt).toBe(frame.acceptedAt.toISOString());
  expect((await read<Wall>('/v1/wall?station=line-2')).items).toHaveLength(1);
});

test('a pulse says every second that the API is there, and which frames wait; who did not ask gets none', async () => {
  const events = await readEvents(`${api.url}/v1/events?pulse=true`, {}, (seen) => seen.length === 2, () => Promise.resolve()); // prettier-ignore
  const pulses = events.map(({ body }) => body as Extract<LiveEvent, { type: 'pulse' }>);
  expect(pulses.map(({ type }) => type)).toEqual(['pulse', 'pulse']);
  expect(pulses[1]!.waiting).toMatchObject([{ stationId: 'line-2', frames: 1 }]);
  expect(events.every(({ id }) => id === undefined || id === '')).toBe(true);
});

test('incidents of all stations come in one answer, and without any the list is empty', async () => {
  expect((await read<AllIncidents>('/v1/incidents')).items).toEqual([]);
});
