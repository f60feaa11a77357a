import type { FrameVerdict } from '#contracts';
import { linksOfFrame } from '#contracts';
import { expect, test } from 'vitest';
import { someFrame, someInspection } from '../../../../test/support/records.js';
import { verdictLines } from './verdict.js';

const frame = someFrame();
const missed: FrameVerdict = {
  frameId: frame.id,
  stationId: 'line-1',
  state: 'accepted',
  partId: null,
  lot: null,
  verdict: 'review',
  decidedBy: 'deadline',
  decidedAt: '2026-01-31T08:15:01.000Z',
  deadlineAt: '2026-01-31T08:15:01.000Z',
  inspection: null,
  links: linksOfFrame(frame.id),
};

test('a frame that missed its deadline is said so, without and with its late inspection', () => {
  expect(verdictLines(missed)).toEqual([
    'review, the fail-safe verdict at its deadline',
    '  wanted by 2026-01-31T08:15:01.000Z',
    '  it has no inspection yet',
  ]);
  const inspection = someInspection(frame, { verdict: 'ok' });
  expect(verdictLines({ ...missed, inspection }).at(-1)).toContain('and says ok');
});

test('a frame without a deadline has the verdict of its inspection, or none', () => {
  const none = { verdict: null, decidedBy: null, decidedAt: null, deadlineAt: null } as const;
  expect(verdictLines({ ...missed, ...none })).toEqual(['no verdict yet']);
  const inTime = { ...missed, verdict: 'ok', decidedBy: 'inspection', deadlineAt: null } as const;
  expect(verdictLines(inTime)).toEqual(['ok, by its inspection at 2026-01-31T08:15:01.000Z']);
});
