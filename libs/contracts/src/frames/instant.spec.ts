import { expect, test } from 'vitest';
import { z } from 'zod';
import { instant } from './instant.js';

test.each([
  ['2026-11-30T12:00Z', '2026-11-30T12:00:00Z'],
  ['2026-11-30T12:00:00+01', '2026-11-30T12:00:00+01:00'],
  ['2026-11-30T12:00:00+0100', '2026-11-30T12:00:00+01:00'],
  ['2026-11-30T12:00:00,123Z', '2026-11-30T12:00:00.123Z'],
  ['20261130T120000Z', '2026-11-30T12:00:00Z'],
  ['2026-11-30t12:00:00z', '2026-11-30T12:00:00Z'],
  ['2026-11-30 12:00:00-05:30', '2026-11-30T12:00:00-05:30'],
])('%s is read as %s', (text, read) => {
  expect(instant.parse(text)).toBe(read);
});

test.each(['2026-01-31T08:15:00.123Z', '2026-01-31T08:15:00+01:00', '0001-01-01T00:00:00Z'])(
  '%s stays as it is',
  (text) => expect(instant.parse(text)).toBe(text),
);

test.each([
  '0000-01-01T00:00:00Z',
  '0001-01-01T00:00:00+01:00',
  '9999-12-31T23:59:59-10:00',
  '+010000-01-01T00:00:00Z',
  '2026-02-30T00:00:00Z',
  '2026-11-30T25:00:00Z',
  '2026-11-30T12:00:60Z',
  '2026-11-30',
  'yesterday',
  '',
])('%s is no instant that can be kept', (text) => {
  expect(() => instant.parse(text)).toThrow(/year 1 to 9999/);
});

test('one without a zone is told that it has none', () => {
  expect(() => instant.parse('2026-11-30T12:00:00')).toThrow(/has no zone/);
});

test('OpenAPI shows it as a date-time', () => {
  expect(z.toJSONSchema(instant)).toMatchObject({ type: 'string', format: 'date-time' });
});
