import { describe, expect, test } from 'vitest';
import { readCaptureTime } from './capture-time.js';
import { checkDigest } from './content-digest.js';
import { textOf } from './header-text.js';
import { readLabels } from './labels.js';

test.each([
  ['2026-11-30T12:00Z', '2026-11-30T12:00:00.000Z'],
  ['2026-11-30T12:00:00+01', '2026-11-30T11:00:00.000Z'],
  ['2026-11-30T12:00:00+0100', '2026-11-30T11:00:00.000Z'],
  ['2026-11-30T12:00:00,123Z', '2026-11-30T12:00:00.123Z'],
  ['20261130T120000Z', '2026-11-30T12:00:00.000Z'],
  ['2026-11-30t12:00:00z', '2026-11-30T12:00:00.000Z'],
  ['2026-01-31T08:15:00.123456Z', '2026-01-31T08:15:00.123Z'],
])('the capture time %s is %s', (text, instant) => {
  expect(readCaptureTime(text)?.toISOString()).toBe(instant);
});

test.each(['yesterday', '1764504000', '2026-02-30T12:00:00Z', '2026-11-30T25:00Z', '0000-01-01T00:00Z'])(
  'the capture time %s is left out and reported',
  (capturedAt) => {
    const { facts, warnings } = readLabels({ capturedAt, partId: 'a' });
    expect(facts).toEqual({ partId: 'a' });
    expect(warnings).toEqual([expect.stringContaining(capturedAt)]);
  },
); // prettier-ignore

test('a capture time without a zone is refused by saying so', () => {
  expect(() => readLabels({ capturedAt: '2026-11-30T12:00:00' })).toThrow(/no time zone/);
});

test('empty labels are as good as none; those that cannot be kept are reported', () => {
  expect(readLabels({ partId: '', lot: '', capturedAt: '', idempotencyKey: '' })).toEqual({
    facts: {},
    warnings: [],
  });
  const { facts, warnings } = readLabels({ partId: 'a\0b', lot: 'x'.repeat(201) });
  expect(facts).toEqual({});
  expect(warnings).toEqual([
    expect.stringMatching(/^partId.*NUL/),
    expect.stringMatching(/^lot.*201/),
  ]);
});

test('a serial is the same text as UTF-8 and as plain Latin-1', () => {
  expect(textOf(Buffer.from('部品-7').toString('latin1'))).toBe('部品-7');
  expect(textOf('Gehäuse-7')).toBe('Gehäuse-7');
  expect(textOf('plain-7')).toBe('plain-7');
});

describe('Content-Digest', () => {
  const body = Buffer.from('{"hello": "world"}');
  // RFC 9530, appendix B.
  const said = 'sha-256=:X48E9qOokqqrvdts8nOJRJN3OWDUoyWxBf7kbu9DBPE=:';

  test('of the same bytes is passed, of others refused, and what is not known reported', () => {
    expect(checkDigest(said, body)).toEqual([]);
    expect(checkDigest(undefined, body)).toEqual([]);
    expect(checkDigest(`unixsum=:AAA=:, ${said}`, body)).toEqual([]);
    expect(() => checkDigest(said, body.subarray(1))).toThrow(
      expect.objectContaining({ code: 'digest-mismatch', status: 422 }),
    );
    expect(checkDigest('md5=:AAA=:', body)).toEqual([expect.stringContaining('not checked')]);
  });
});
