import { type DecidedBy, type FrameVerdict, linksOfFrame, TouchstoneError } from '#contracts';
import type { StoredFrame } from '#storage';
import { expect, test, vi } from 'vitest';
import { someFrame, someInspection } from '../../../../test/support/records.js';
import { AnswerWait } from './answer-wait.js';

const away = new TouchstoneError('records-unavailable', 'PostgreSQL does not answer');
const frame: StoredFrame = {
  ...someFrame(),
  state: 'accepted',
  failure: null,
  pictureDeletedAt: null,
  deadlineAt: new Date('2026-01-31T08:15:01Z'),
  answeredBy: null,
  answer: null,
  answeredAt: null,
};

const said = (decidedBy: DecidedBy | null): FrameVerdict => ({
  frameId: frame.id,
  stationId: frame.station,
  state: 'accepted',
  partId: null,
  lot: null,
  verdict: decidedBy === null ? null : 'review',
  decidedBy,
  decidedAt: decidedBy === null ? null : '2026-01-31T08:15:01.000Z',
  deadlineAt: '2026-01-31T08:15:01.000Z',
  inspection: decidedBy === 'inspection' ? someInspection(frame) : null,
  links: linksOfFrame(frame.id),
});

/** A wait whose deadline is 30 ms away, with records and a clock that answer as the test says. */
function waiting(parts: {
  verdictOf: () => Promise<FrameVerdict>;
  inspectionOf?: () => Promise<null>;
  failSafe?: 'review' | null;
}) {
  const clock = {
    msUntil: () => 30,
    pass: vi.fn(() => Promise.resolve()),
    forget: vi.fn(),
    failSafeOf: () => (parts.failSafe === undefined ? 'review' : parts.failSafe),
  };
  const { inspectionOf = () => Promise.resolve(null) } = parts;
  const wait = new AnswerWait({ inspectionOf }, { verdictOf: parts.verdictOf }, clock);
  return { wait, clock };
}

test('records that are away at the deadline: the fail-safe verdict, said to be not written down yet', async () => {
  const gone = () => Promise.reject(away);
  const { wait, clock } = waiting({ verdictOf: gone, inspectionOf: gone });
  expect(await wait.answerOf(frame, 30)).toMatchObject({
    frameId: frame.id,
    verdict: 'review',
    decidedBy: 'deadline',
    recorded: false,
  });
  expect(clock.forget).toHaveBeenCalledWith(frame.id);
});

test('records that hang at the deadline hold nobody longer than the grace', async () => {
  const { wait } = waiting({ verdictOf: () => new Promise(() => undefined) });
  expect(await wait.answerOf(frame, 30)).toMatchObject({ recorded: false });
});

test('records that are away, of a frame that another process accepted: no verdict is made up', async () => {
  const { wait } = waiting({ verdictOf: () => Promise.reject(away), failSafe: null });
  await expect(wait.answerOf(frame, 30)).rejects.toMatchObject({ code: 'records-unavailable' });
});

test('records whose clock is a little behind are asked until they say what holds', async () => {
  let asked = 0;
  const { wait, clock } = waiting({
    verdictOf: () => Promise.resolve(said((asked += 1) < 6 ? null : 'deadline')),
  });
  expect(await wait.answerOf(frame, 30)).toMatchObject({ verdict: 'review', recorded: true });
  expect(clock.pass.mock.calls.length).toBeGreaterThan(1);
});

test('an inspection that was recorded at the last moment is the answer', async () => {
  const verdict = said('inspection');
  const { wait } = waiting({ verdictOf: () => Promise.resolve(verdict) });
  expect(await wait.answerOf(frame, 30)).toEqual(verdict.inspection);
});

test('a fault that does not pass by itself is thrown, and not waited out', async () => {
  const fault = new TouchstoneError('frame-not-found', 'it was deleted');
  const { wait } = waiting({ verdictOf: () => Promise.reject(fault) });
  await expect(wait.answerOf(frame, 30)).rejects.toBe(fault);
});
