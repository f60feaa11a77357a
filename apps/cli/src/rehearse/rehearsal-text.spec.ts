import { expect, test } from 'vitest';
import { type FlippedFrame, rehearsal, type RehearsalResult } from '#contracts';
import { rehearsalText } from './rehearsal-text.js';

const id = (n: number) => `0190a000-0000-7000-8000-${String(n).padStart(12, '0')}`;
const at = '2026-03-04T05:06:07.000Z';

function flipped(n: number): FlippedFrame {
  return {
    frameId: id(n),
    inspectedAt: at,
    before: { verdict: 'defect', imageScore: 4, displayScore: 0.91 },
    after: { verdict: 'ok', imageScore: 1, displayScore: 0.12 },
  };
}

const result: RehearsalResult = {
  replayed: 1000,
  leftOut: 7,
  leftOutBecause: [{ reason: 'no embedding was kept', count: 7 }],
  flips: [
    { from: 'ok', to: 'ok', count: 985 },
    { from: 'defect', to: 'ok', count: 15 },
  ],
  flipped: Array.from({ length: 15 }, (_, n) => flipped(n)),
  reviewed: 3,
  defectsThatWouldPass: [flipped(99)],
  falseAlarmsThatGo: [flipped(1)],
  falseAlarmsThatStay: 0,
  defectsStillCaught: 1,
  byDay: [
    { day: '2026-03-04', frames: 1000, alarmsBefore: 15, alarmsAfter: 0, reviewsBefore: 2, reviewsAfter: 1 }, // prettier-ignore
  ],
  seconds: 12.34,
};

function textOf(changes: Partial<RehearsalResult> | null): string {
  const done = rehearsal.parse({
    id: id(7),
    stationId: 'line-1',
    modelId: id(8),
    against: id(9),
    state: changes === null ? 'failed' : 'done',
    inspections: 1007,
    progress: null,
    result: changes && { ...result, ...changes },
    failure: null,
    by: 'anna',
    requestedAt: at,
    endedAt: at,
  });
  return rehearsalText(done, 4, (frame) => `http://here/v1/frames/${frame}`);
}

test('what would change stands in the report, with links to the frames', () => {
  const text = textOf({});
  expect(text).toContain('15 of 1000 verdicts would change');
  expect(text).toContain('defect -> ok: 15');
  expect(text).not.toContain('ok -> ok');
  expect(text).toContain('left out: 7, no embedding was kept');
  expect(text).toContain('DEFECTS THAT WOULD PASS');
  expect(text).toContain(`defect 0.91 -> ok 0.12  http://here/v1/frames/${id(99)}`);
  expect(text).toContain('1.50 % -> 0.00 %');
  expect(text).toContain('and 5 more');
});

test('nothing changes, nothing was reviewed: both are said', () => {
  const text = textOf({ flips: [], flipped: [], reviewed: 0, defectsThatWouldPass: [] });
  expect(text).toContain('No verdict would change.');
  expect(text).toContain('No frame of this station was reviewed.');
  expect(text).not.toContain('DEFECTS');
});

test('without a result the state is said', () => {
  expect(textOf(null)).toBe('The rehearsal of version 4 is failed.');
});
