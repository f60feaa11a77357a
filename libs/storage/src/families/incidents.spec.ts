import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type FamilyAlert, incidentRuns, partsAmong, typicalOf } from './incidents.js';

const alertAt = (minute: number, family = 'a', partId: string | null = null): FamilyAlert => ({
  frameId: `${family}${minute}`,
  family,
  partId,
  distance: minute,
  seenAt: new Date(minute * 60_000),
});

test('a gap that is longer than allowed ends an incident, one of another family between does not', () => {
  const alerts = [0, 10, 50, 60].map((minute) => alertAt(minute));
  const runs = incidentRuns([...alerts, alertAt(12, 'b')], 30 * 60_000);
  expect(runs.map(({ family, alerts: own }) => [family, own.map(({ frameId }) => frameId)])).toEqual([
    ['a', ['a50', 'a60']],
    ['b', ['b12']],
    ['a', ['a0', 'a10']],
  ]); // prettier-ignore
});

test('every alert is in one incident, whatever order they are read in', () => {
  const some = fc.uniqueArray(fc.tuple(fc.nat(2000), fc.constantFrom('a', 'b')), {
    selector: ([minute, family]) => `${family}${minute}`,
  });
  fc.assert(
    fc.property(some, (places) => {
      const alerts = places.map(([minute, family]) => alertAt(minute, family));
      const runs = incidentRuns(alerts, 30 * 60_000);
      const ids = (all: readonly FamilyAlert[]) => all.map(({ frameId }) => frameId).sort();
      expect(ids(runs.flatMap((run) => run.alerts))).toEqual(ids(alerts));
      expect(incidentRuns(alerts.toReversed(), 30 * 60_000)).toEqual(runs);
      for (const { alerts: own } of runs)
        for (const [i, { seenAt }] of own.slice(1).entries())
          expect(seenAt.getTime() - own[i]!.seenAt.getTime()).toBeLessThanOrEqual(30 * 60_000);
    }),
  );
});

test('frames of one part are one part; the nearest to the centre are typical', () => {
  const alerts = [alertAt(3, 'a', 'p'), alertAt(1, 'a', 'p'), alertAt(2), alertAt(4)];
  expect(partsAmong(alerts)).toBe(3);
  expect(typicalOf(alerts, 2)).toEqual(['a1', 'a2']);
});
