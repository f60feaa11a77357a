import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Alert } from '#contracts';
import { arrivals, asTold } from './alert-list.js';

const alertAt = (second: number, changes: Partial<Alert> = {}) =>
  ({
    id: `alert-${second}`,
    stationId: 'line-1',
    raisedAt: new Date(second * 1000).toISOString(),
    acknowledgedAt: null,
    acknowledgedBy: null,
    ...changes,
  }) as Alert;
const done = { acknowledgedAt: '2026-01-01T00:00:00Z', acknowledgedBy: 'Ada' };
const ids = (alerts: readonly Alert[]) => alerts.map(({ id }) => id);

test('whatever comes in and whoever acknowledges, no listed alert changes its place', () => {
  const seconds = fc.uniqueArray(fc.nat({ max: 500 }), { maxLength: 30 });
  fc.assert(
    fc.property(seconds, seconds, fc.boolean(), (listed, told, acknowledged) => {
      const list = listed.sort((a, b) => b - a).map((second) => alertAt(second));
      const raised = told.map((second) => alertAt(second, acknowledged ? done : {}));
      expect(ids(asTold(list, raised, new Map()))).toEqual(ids(list));
    }),
  );
});

test('an alert that somebody acknowledged says so where it stands, by event or by answer', () => {
  const list = [alertAt(3), alertAt(2), alertAt(1)];
  const answered = new Map([['alert-1', alertAt(1, done)]]);
  const shown = asTold(list, [alertAt(2, done)], answered);
  expect(shown.map(({ acknowledgedBy }) => acknowledgedBy)).toEqual([null, 'Ada', 'Ada']);
});

test('what came after the list was read waits beside it: of the station, open, and each once', () => {
  const list = [alertAt(5), alertAt(4)];
  const raised = [
    alertAt(9, { stationId: 'line-2' }),
    alertAt(8, done),
    alertAt(7),
    alertAt(5),
    alertAt(2),
  ];
  expect(ids(arrivals(raised, list, { station: 'line-1' }))).toEqual(['alert-7']);
  expect(ids(arrivals(raised, list, { station: null }))).toEqual(['alert-9', 'alert-7']);
  expect(ids(arrivals(raised, [], { station: 'line-1' }))).toEqual([
    'alert-7',
    'alert-5',
    'alert-2',
  ]);
});
