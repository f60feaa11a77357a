import { expect, test } from 'vitest';
import { factsOf, instantOf } from './name-facts.js';

const pattern = String.raw`^(?<lot>L\d+)_(?<part>[A-Z0-9-]+)_(?<time>\d{8}_\d{6})`;

test('part, lot and time come from the groups of the pattern', () => {
  expect(factsOf(pattern, 'L42_SN-0007_20260131_081530.png')).toEqual({
    lot: 'L42',
    partId: 'SN-0007',
    capturedAt: new Date(2026, 0, 31, 8, 15, 30).toISOString(),
  });
});

test('a name that the pattern does not fit has no facts, and neither has one without a pattern', () => {
  expect(factsOf(pattern, 'test.png')).toEqual({});
  expect(factsOf(null, 'L42_SN-0007_20260131_081530.png')).toEqual({});
});

test('a pattern that backtracks without end is ended, and the name has no facts', () => {
  expect(factsOf('^(?<part>(a+)+)$', `${'a'.repeat(60)}b`)).toEqual({});
});

test.each([
  ['2026-01-31T08:15:30.250Z', '2026-01-31T08:15:30.250Z'],
  ['20260131T081530Z', '2026-01-31T08:15:30.000Z'],
  ['20260131081530+0100', '2026-01-31T07:15:30.000Z'],
  ['1769847330250', '2026-01-31T08:15:30.250Z'],
  ['20260231_081530', null],
  ['20260131_251530', null],
  ['yesterday', null],
])('the time %s is %s', (text, instant) => {
  expect(instantOf(text)).toBe(instant);
});
