import { expect, test } from 'vitest';
import { verificationText } from './verify-audit.js';

const head = { stationId: 'line-1', place: 3, hash: 'a' };

test('an intact trail is one line', () => {
  const found = { intact: true, entries: 3, unchained: 2, faults: [], heads: [head] };
  expect(verificationText(found)).toBe(
    'intact: 3 entries of 1 stations are as they were written, and 2 older ones that have no hash',
  );
});

test('each fault is named by station, place and entry', () => {
  const faults = [
    { stationId: 'line-1', place: 2, id: 'e', fault: 'altered' as const },
    { stationId: 'line-2', place: 7, id: null, fault: 'missing' as const },
  ];
  const found = { intact: false, entries: 9, unchained: 0, faults, heads: [head] };
  expect(verificationText(found)).toBe(
    'NOT intact: 2 faults among 9 entries\nstation line-1: entry 2 (e) was altered\nstation line-2: entry 7 is missing',
  );
});
