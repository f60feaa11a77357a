import { expect, test } from 'vitest';
import { dayAt, dayOf, startOfDay } from './days.js';

test.each(['2026-02-33', 'yesterday', '', null])('%s is no day of an address', (text) => {
  expect(dayOf(text)).toBeNull();
});

test('a day begins at midnight here, and the day after it too', () => {
  expect(dayOf('2026-11-30')).toBe('2026-11-30');
  const begins = new Date(startOfDay('2026-11-30'));
  expect([begins.getDate(), begins.getHours(), begins.getMinutes()]).toEqual([30, 0, 0]);
  const next = new Date(startOfDay('2026-11-30', 1));
  expect([next.getMonth(), next.getDate(), next.getHours()]).toEqual([11, 1, 0]);
  expect(dayAt(next)).toBe('2026-12-01');
});
