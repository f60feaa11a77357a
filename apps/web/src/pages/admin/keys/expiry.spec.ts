import { expect, test } from 'vitest';
import { expiryOf, inDays } from './expiry.js';

const now = new Date('2026-11-30T12:00:00Z');

test.each([
  [null, 'never', 'fine'],
  ['2026-11-30T12:00:00Z', 'expired', 'over'],
  ['2026-11-30T18:00:00Z', 'within a day', 'soon'],
  ['2026-12-02T11:00:00Z', 'in 1 day', 'soon'],
  ['2027-11-30T12:00:00Z', 'in 365 days', 'fine'],
] as const)('a key until %s expires %s', (expiresAt, text, state) => {
  expect(expiryOf(expiresAt, now)).toEqual({ text, state });
});

test('so many days from now lie so many days ahead, and none is no end', () => {
  expect(inDays(30, now)).toBe('2026-12-30T12:00:00.000Z');
  expect(inDays(null, now)).toBeNull();
});
