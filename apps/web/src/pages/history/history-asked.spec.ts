import { expect, test } from 'vitest';
import { historyViewOf, queryOfHistory, wholeHistory } from '../../routing/history-view.js';
import { askedOf } from './history-asked.js';

test('a search that is written into an address is read back, and asks for just that', () => {
  const view = { ...wholeHistory, part: 'SN/42 & more', verdict: 'defect', from: '2026-11-30' };
  const query = queryOfHistory(view);
  expect(historyViewOf(new URLSearchParams(query))).toEqual(view);
  const asked = askedOf(view);
  expect(asked).toMatchObject({ partId: 'SN/42 & more', verdict: 'defect' });
  expect(new Date(asked.from!).getHours()).toBe(0);
  expect(Object.keys(asked)).toHaveLength(3);
});

test('what an address says wrong leaves nothing out', () => {
  const view = historyViewOf(new URLSearchParams('verdict=perhaps&until=soon'));
  expect(askedOf(view)).toEqual({});
  expect(queryOfHistory(wholeHistory)).toBe('');
});
