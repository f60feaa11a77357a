import { expect, test } from 'vitest';
import { againstReject, duration, percent, plural, timeToVerdict } from './words.js';
import type { Inspection } from '#contracts';

test.each([
  [0.2, '< 1 ms'],
  [38.2, '38 ms'],
  [999.7, '1.0 s'],
  [1234, '1.2 s'],
  [240_000, '4 min'],
])('%d ms reads %j', (milliseconds, text) => expect(duration(milliseconds)).toBe(text));

test.each([
  [0, '0\u00a0%'],
  [0.0083, '0.83\u00a0%'],
  [0.05, '5\u00a0%'],
  [0.123, '12\u00a0%'],
  [1, '100\u00a0%'],
])('a share of %d reads %j', (share, text) => expect(percent(share)).toBe(text));

test('the way to the verdict begins at the capture only where the camera said when', () => {
  const of = (captureMs: number | null) =>
    timeToVerdict({ times: { captureMs, totalMs: 60 } } as Inspection);
  expect(of(40)).toEqual({ text: '100 ms', from: 'from capture to verdict' });
  expect(of(null)).toEqual({ text: '60 ms', from: 'from accepted to verdict' });
  // A camera whose clock is ahead would otherwise give a time too good to be true.
  expect(of(-5000).from).toBe('from accepted to verdict');
});

test('how bad is said in reject limits, and not where there is none', () => {
  expect(againstReject(3, { warn: 1, reject: 2, scale: 1 })).toBe('1.50 × the reject limit');
  expect(againstReject(3, { warn: 0, reject: 0, scale: 1 })).toBe('score 3.00');
  expect([plural(1, 'frame'), plural(0, 'part')]).toEqual(['1 frame', '0 parts']);
});
