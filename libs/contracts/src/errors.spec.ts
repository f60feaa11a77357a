import { expect, test } from 'vitest';
import { errorCatalogue, TouchstoneError } from './errors.js';

test('a code is a permanent slug with an HTTP error status and a title', () => {
  for (const [code, entry] of Object.entries(errorCatalogue)) {
    expect(code).toMatch(/^[a-z]+(-[a-z]+)*$/);
    expect(entry.status).toBeGreaterThanOrEqual(400);
    expect(entry.status).toBeLessThan(600);
    expect(entry.title.length).toBeGreaterThan(10);
  }
});

test('what the caller sent wrong is never worth a retry, what is unavailable always is', () => {
  for (const [code, entry] of Object.entries(errorCatalogue)) {
    // Bytes that changed on their way may arrive whole when they are sent again.
    if (code === 'digest-mismatch') continue;
    if ([400, 401, 404, 413, 415, 422].includes(entry.status))
      expect(entry.retry, code).toBe(false);
    if ([429, 503].includes(entry.status)) expect(entry.retry, code).toBe(true);
  }
});

test('an error keeps its cause and its facts', () => {
  const cause = new Error('ENOSPC');
  const error = new TouchstoneError('blobs-unavailable', 'the disk is full', {
    cause,
    facts: { free: 0 },
  });
  expect(error.cause).toBe(cause);
  expect(error.facts).toEqual({ free: 0 });
  expect(error.status).toBe(503);
  expect(error.retry).toBe(true);
});
