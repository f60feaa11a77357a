import { expect, test } from 'vitest';
import type { LiveEvent } from '#contracts';
import { after, emptyState } from './live-state.js';

const reviewed = {
  type: 'review',
  review: { id: 'r', stationId: 'line-1', frameId: 'frame-1' },
} as LiveEvent;

test('an event is news for the pages that show its subject, and for no others', () => {
  const once = after(emptyState, reviewed);
  const twice = after(once, reviewed);
  expect(once.news).toEqual({ 'review:line-1': 1, 'review:frame-1': 1 });
  expect(twice.news).toEqual({ 'review:line-1': 2, 'review:frame-1': 2 });
});

test('names that were learned are news for the report on them, an answer alone is not', () => {
  const learned = after(emptyState, { type: 'names-learned', stationId: 'line-1' });
  expect(learned.news).toEqual({ 'names:line-1': 1 });
});

test('the stream of inspections, which is fast, is news for none', () => {
  const inspection = { frameId: 'f', stationId: 'line-1', inspectedAt: '2026-01-01T00:00:00Z' };
  const state = after(emptyState, { type: 'inspection', inspection } as LiveEvent);
  expect(state.news).toBe(emptyState.news);
});

test('a rehearsal under way moves its bar; only its end makes the lists be read again', () => {
  const rehearsal = { id: 'a', stationId: 'line-1', state: 'running' };
  const running = after(emptyState, { type: 'rehearsal', rehearsal } as LiveEvent);
  const done = after(running, {
    type: 'rehearsal',
    rehearsal: { ...rehearsal, state: 'done' },
  } as LiveEvent);
  expect(running.rehearsals['a']).toMatchObject({ state: 'running' });
  expect(running.news).toEqual({ wall: 1 });
  expect(done.news).toEqual({ wall: 2, 'models:line-1': 1 });
});
