import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Inspection, type Verdict, verdict } from '#contracts';
import { systemClock } from '#telemetry';
import { someFrame, someInspection } from '../../../../test/support/records.js';
import { type Judgement, mostFlipped, Tally } from './tally.js';

const judged = fc.record({
  verdict: fc.constantFrom(...verdict.options),
  imageScore: fc.double({ min: 0, max: 9, noNaN: true }),
  displayScore: fc.double({ min: 0, max: 1, noNaN: true }),
});
const pairs = fc.array(fc.record({ before: judged, after: judged, day: fc.integer({ min: 1, max: 5 }) }), { maxLength: 600 }); // prettier-ignore

function inspected(before: Judgement, day = 1): Inspection {
  const inspectedAt = `2026-03-0${day}T23:59:59.000Z`;
  return someInspection(someFrame(), { ...before, inspectedAt, frameId: systemClock.newId() });
}

const say = (verdict: Verdict): Judgement => ({ verdict, imageScore: 1, displayScore: 0.5 });

test('every frame is in one cell of the matrix and in one day, as a slow count says', () => {
  fc.assert(
    fc.property(pairs, (frames) => {
      const tally = new Tally();
      for (const { before, after, day } of frames) tally.replay(inspected(before, day), after);
      const { replayed, flips, byDay, flipped } = tally.counts();
      expect(replayed).toBe(frames.length);
      for (const from of verdict.options)
        for (const to of verdict.options) {
          const slow = frames.filter((f) => f.before.verdict === from && f.after.verdict === to);
          const found = flips.find((flip) => flip.from === from && flip.to === to);
          expect(found?.count ?? 0).toBe(slow.length);
        }
      for (const { day, frames: count, alarmsBefore, reviewsAfter } of byDay) {
        const slow = frames.filter((f) => day === `2026-03-0${f.day}`);
        expect(count).toBe(slow.length);
        expect(alarmsBefore).toBe(slow.filter((f) => f.before.verdict === 'defect').length);
        expect(reviewsAfter).toBe(slow.filter((f) => f.after.verdict === 'review').length);
      }
      const sizes = frames
        .filter(({ before, after }) => before.verdict !== after.verdict)
        .map(({ before, after }) => Math.abs(after.displayScore - before.displayScore))
        .sort((a, b) => b - a);
      expect(flipped.map((f) => Math.abs(f.after.displayScore - f.before.displayScore))).toEqual(
        sizes.slice(0, mostFlipped),
      );
    }),
    { numRuns: 60 },
  );
});

test('the order of the frames changes nothing that is shown', () => {
  fc.assert(
    fc.property(pairs, (frames) => {
      const [forth, back] = [new Tally(), new Tally()];
      const all = frames.map(({ before, after, day }) => [inspected(before, day), after] as const);
      for (const [inspection, after] of all) forth.replay(inspection, after);
      for (const [inspection, after] of [...all].reverse()) back.replay(inspection, after);
      expect(back.counts().flipped).toEqual(forth.counts().flipped);
      expect(back.counts().byDay).toEqual(forth.counts().byDay);
    }),
    { numRuns: 30 },
  );
});

test('of the reviewed frames defects pass only as ok, and false alarms go only as ok', () => {
  const tally = new Tally();
  tally.review('defect', inspected(say('defect')), say('ok'));
  tally.review('defect', inspected(say('defect')), say('review'));
  tally.review('defect', inspected(say('ok')), say('defect'));
  tally.review('ok', inspected(say('defect')), say('ok'));
  tally.review('ok', inspected(say('review')), say('defect'));
  tally.review('ok', inspected(say('ok')), say('ok'));
  const counts = tally.counts();
  expect(counts).toMatchObject({ reviewed: 6, defectsStillCaught: 2, falseAlarmsThatStay: 1 });
  expect(counts.defectsThatWouldPass).toHaveLength(1);
  expect(counts.falseAlarmsThatGo).toHaveLength(1);
  expect(counts.replayed).toBe(0);
});

test('what is left out is counted by reason', () => {
  const tally = new Tally();
  for (const reason of ['a', 'b', 'a']) tally.leaveOut(reason);
  expect(tally.counts()).toMatchObject({
    leftOut: 3,
    leftOutBecause: [
      { reason: 'a', count: 2 },
      { reason: 'b', count: 1 },
    ],
  });
});
