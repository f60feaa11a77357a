import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Alert, Calibration, Inspection } from '#contracts';
import { after, emptyState, mostInspections, withInspections } from './live-state.js';

/** Only what the state looks at. */
function inspectionAt(second: number, frameId = `frame-${second}`): Inspection {
  const inspectedAt = new Date(second * 1000).toISOString();
  return { frameId, stationId: 'line-1', inspectedAt, verdict: 'ok' } as Inspection;
}

test('whatever the order and however often they come, each is there once, newest first', () => {
  const seconds = fc.uniqueArray(fc.nat({ max: 10_000 }), { maxLength: 40 });
  fc.assert(
    fc.property(seconds, fc.nat(), (list, turn) => {
      const at = list.length === 0 ? 0 : turn % list.length;
      const shuffled = [...list.slice(at), ...list, ...list.slice(0, at)];
      const state = shuffled.reduce(
        (so, second) => after(so, { type: 'inspection', inspection: inspectionAt(second) }),
        emptyState,
      );
      const kept = (state.inspections['line-1'] ?? []).map(({ frameId }) => frameId);
      expect(kept).toEqual([...list].sort((a, b) => b - a).map((second) => `frame-${second}`));
    }),
  );
});

test('no more than a bounded number is kept, and the oldest go', () => {
  const many = Array.from({ length: mostInspections + 20 }, (_, second) => inspectionAt(second));
  const kept = withInspections(emptyState, 'line-1', many).inspections['line-1']!;
  expect(kept).toHaveLength(mostInspections);
  expect(kept[0]!.frameId).toBe(`frame-${mostInspections + 19}`);
});

test('an older calibration does not take the place of a newer one', () => {
  const of = (id: string, requestedAt: string) =>
    ({ id, stationId: 'line-1', requestedAt }) as Calibration;
  const newer = of('b', '2026-01-02T00:00:00Z');
  const older = of('a', '2026-01-01T00:00:00Z');
  const state = [newer, older].reduce(
    (so, calibration) => after(so, { type: 'calibration', calibration }),
    emptyState,
  );
  expect(state.calibrations['line-1']).toBe(newer);
});

test('an alert that somebody acknowledged, here or elsewhere, is acknowledged, whatever comes late', () => {
  const alert = { id: 'a', raisedAt: '2026-01-01T00:00:00Z', acknowledgedAt: null } as Alert;
  const other = { ...alert, id: 'b' };
  const waiting = [alert, other].reduce(
    (so, raised) => after(so, { type: 'alert', alert: raised }),
    emptyState,
  );
  const acknowledged = { ...alert, acknowledgedAt: '2026-01-01T00:01:00Z' };
  const told = after(waiting, { type: 'alert', alert: acknowledged });
  const late = after(told, { type: 'alert', alert });
  expect(late.raised).toEqual([other, acknowledged]);
});
