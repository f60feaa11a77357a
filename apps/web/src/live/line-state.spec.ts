import { expect, test } from 'vitest';
import type { CameraState, Inspection, ModelSummary } from '#contracts';
import {
  type LineFacts,
  lineStateOf,
  lostAfterMs,
  rhythmOfLine,
  silentAfterMs,
} from './line-state.js';

const now = Date.parse('2026-03-04T09:10:11Z');
const camera: CameraState = {
  stationId: 'line-1',
  inARow: 0,
  fault: null,
  since: null,
  alerted: false,
};
const inspection = (agoMs: number, verdict: Inspection['verdict'] = 'ok') =>
  ({
    verdict,
    inspectedAt: new Date(now - agoMs).toISOString(),
    times: { totalMs: 100 },
  }) as Inspection;
const trouble = { code: 'a', detail: 'b', worker: 'c', since: new Date(now - 5_000).toISOString() };

function facts(changes: Partial<LineFacts> = {}, station: Partial<LineFacts['station']> = {}) {
  const gate = { open: true, why: 'no challenge is required', until: null };
  return {
    now,
    unheardMs: 300,
    unsaidMs: 300,
    station: { model: {} as ModelSummary, trouble: null, gate, camera, ...station },
    last: inspection(400),
    usualPauseMs: 500,
    usualVerdictMs: 100,
    waitingSince: null,
    ...changes,
  };
}

test('green is said only while everything that could speak against it is known', () => {
  expect(lineStateOf(facts()).kind).toBe('ok');
  const against: [ReturnType<typeof facts>, string][] = [
    [facts({ unheardMs: lostAfterMs + 1 }), 'lost'],
    [facts({ unheardMs: null }), 'lost'],
    [facts({ unsaidMs: 5_000 }), 'no-records'],
    [facts({ waitingSince: now - 2_000 }), 'unjudged'],
    [facts({ last: inspection(2_500) }), 'silent'],
    [facts({ last: null }), 'waiting'],
    [facts({ last: inspection(100, 'invalid') }), 'camera'],
    [facts({}, { camera: { ...camera, alerted: true } }), 'camera'],
    [facts({}, { gate: { open: false, why: 'a golden part is due', until: null } }), 'closed'],
    [
      facts({}, { gate: { open: true, why: 'passed', until: new Date(now).toISOString() } }),
      'closed',
    ],
    [facts({}, { model: null }), 'no-model'],
    [facts({}, { trouble }), 'refused'],
  ];
  for (const [given, kind] of against) expect(lineStateOf(given).kind).toBe(kind);
});

test('a server that is not heard of is graver than all that it said before', () => {
  expect(lineStateOf(facts({ unheardMs: 60_000, last: null }, { trouble })).kind).toBe('lost');
});

test('a line at two frames a second is silent within three seconds, a slow one by its own rhythm', () => {
  expect(silentAfterMs({ usualPauseMs: 500 })).toBeLessThan(2_600);
  expect(silentAfterMs({ usualPauseMs: 20_000 })).toBe(60_000);
  expect(lineStateOf(facts({ last: inspection(30_000), usualPauseMs: 20_000 })).kind).toBe('ok');
});

test('a worker that is usually slow is not called gone while it takes its usual time', () => {
  const slow = facts({ usualVerdictMs: 4_000, waitingSince: now - 6_000 });
  expect(lineStateOf(slow).kind).toBe('ok');
  expect(lineStateOf({ ...slow, waitingSince: now - 13_000 }).kind).toBe('unjudged');
});

test('the rhythm is that of most gaps: one long break does not make a line patient', () => {
  const ago = Array.from({ length: 30 }, (_, i) => 500 * i + (i > 20 ? 3_600_000 : 0));
  expect(rhythmOfLine(ago.map((one) => inspection(one)))).toEqual({
    usualPauseMs: 500,
    usualVerdictMs: 100,
  });
  expect(rhythmOfLine(ago.slice(0, 4).map((one) => inspection(one))).usualPauseMs).toBeNull();
});
