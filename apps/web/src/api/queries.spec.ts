import { expect, test } from 'vitest';
import { ApiProblem } from '#client';
import { passes } from './queries.js';

test('a read is tried again where nobody answered or the server could not, and not where it was refused', () => {
  expect(passes(new TypeError('Failed to fetch'))).toBe(true);
  for (const status of [408, 429, 500, 502, 503])
    expect(passes(new ApiProblem(status, 'unknown', 'later'))).toBe(true);
  for (const status of [400, 401, 403, 404, 409, 422])
    expect(passes(new ApiProblem(status, 'unknown', 'no'))).toBe(false);
  expect(passes(new Error('a fault of the page'))).toBe(false);
});
