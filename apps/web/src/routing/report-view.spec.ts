import { expect, test } from 'vitest';
import { lastDays, queryOfReport, reportViewOf } from './report-view.js';

test('a report that is written into an address is read back', () => {
  const view = { station: 'line-2', from: '2026-11-23', until: '2026-11-30' };
  expect(reportViewOf(new URLSearchParams(queryOfReport(view)))).toEqual(view);
});

test('the last seven days end today', () => {
  const now = new Date(2026, 10, 3, 12);
  expect(lastDays(7, now)).toEqual({ from: '2026-10-28', until: '2026-11-03' });
  expect(lastDays(1, now)).toEqual({ from: '2026-11-03', until: '2026-11-03' });
});
