import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Challenge, ChallengeShowing, GoldenPart, Inspection } from '#contracts';
import { type GateFacts, gateOf, outcomeOf, showingOf } from './gate-rules.js';

const now = new Date('2026-03-04T10:00:00Z');
const ago = (hours: number) => new Date(now.getTime() - hours * 3_600_000).toISOString();
const showing = (goldenPartId: string, passed: boolean, modelId = 'm') =>
  ({ goldenPartId, passed, modelId, why: passed ? null : 'why' }) as ChallengeShowing;
const ended = (state: Challenge['state'], hours: number, changes: Partial<Challenge> = {}) =>
  ({ state, endedAt: ago(hours), modelId: 'm', showings: [], missing: [], ...changes }) as unknown as Challenge; // prettier-ignore

const facts = (changes: Partial<GateFacts>): GateFacts => ({
  stationId: 's',
  settings: { required: true, everyHours: 8, onNewModel: true },
  activeModel: 'm',
  goldenParts: ['a', 'b'],
  open: null,
  ended: ended('passed', 1),
  ...changes,
});

test.each([
  ['passed an hour ago', {}, true],
  ['none passed yet', { ended: null }, false],
  ['spent', { ended: ended('passed', 9) }, false],
  ['another model', { activeModel: 'n' }, false],
  [
    'the last one failed',
    { ended: ended('failed', 1, { showings: [showing('a', false)] }) },
    false,
  ],
  ['no golden part', { goldenParts: [] }, false],
  ['not required', { ended: null, settings: { required: false, everyHours: 8, onNewModel: true } }, true], // prettier-ignore
  ['another model where that does not matter', { activeModel: 'n', settings: { required: true, everyHours: 8, onNewModel: false } }, true], // prettier-ignore
] as const)('%s', (_, changes, open) => {
  const gate = gateOf(facts(changes), now);
  expect(gate.open).toBe(open);
  expect(gate.why.length).toBeGreaterThan(5);
});

test('open exactly until it is spent', () => {
  fc.assert(
    fc.property(fc.double({ min: 0, max: 20, noNaN: true }), (hours) => {
      const gate = gateOf(facts({ ended: ended('passed', hours) }), now);
      expect(gate.open).toBe(gate.until !== null && new Date(gate.until) > now);
    }),
  );
});

test('the last showing of each part decides, of the model that judged last', () => {
  const of = (...showings: ChallengeShowing[]) => outcomeOf(['a', 'b'], showings);
  expect(of()).toEqual({ missing: ['a', 'b'], state: 'open' });
  expect(of(showing('a', true))).toEqual({ missing: ['b'], state: 'open' });
  expect(of(showing('a', true), showing('b', false)).state).toBe('failed');
  expect(of(showing('a', false), showing('b', true), showing('a', true)).state).toBe('passed');
  expect(of(showing('a', true), showing('b', true), showing('b', false)).state).toBe('failed');
  expect(of(showing('a', true), showing('b', true, 'n')).missing).toEqual(['a']);
});

test('a showing passes with the right verdict and a score within its range', () => {
  const part = { id: 'a', verdict: 'ok', lowest: 1, highest: 2 } as GoldenPart;
  const shown = (verdict: string, imageScore: number) =>
    showingOf(part, { verdict, imageScore, fault: null, model: { id: 'm' } } as Inspection);
  expect(shown('ok', 1.5)).toMatchObject({ passed: true, why: null });
  for (const wrong of [shown('review', 1.5), shown('ok', 0.9), shown('ok', 2.1)])
    expect(wrong).toMatchObject({ passed: false, why: expect.any(String) as string });
});
