import fc from 'fast-check';
import { expect, test } from 'vitest';
import { queues } from '../queue-table.js';
import { retryDelay } from './retry-delay.js';

const policies = Object.values(queues).map(({ policy }) => policy);

test('a wait is never longer than the longest and never less than half of the first', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...policies),
      fc.integer({ min: 1, max: 1000 }),
      fc.double({ min: 0, max: 0.999, noNaN: true }),
      (policy, attempts, random) => {
        const wait = retryDelay(policy, attempts, random);
        expect(wait).toBeLessThanOrEqual(policy.longestDelayMs);
        expect(wait).toBeGreaterThanOrEqual(policy.firstDelayMs / 2);
      },
    ),
  );
});

test('by hand: 1, 2, 4, 8, 16, 30, 30 seconds between the tries of an inspection', () => {
  const waits = [1, 2, 3, 4, 5, 6, 7].map((n) => retryDelay(queues.inspect.policy, n, 1) / 1000);
  expect(waits).toEqual([1, 2, 4, 8, 16, 30, 30]);
});

test('the tries of an inspection outlast a restart of PostgreSQL: over a minute even when every wait is short', () => {
  const { attempts } = queues.inspect.policy;
  let sum = 0;
  for (let n = 1; n < attempts; n++) sum += retryDelay(queues.inspect.policy, n, 0);
  expect(sum).toBeGreaterThan(60_000);
});

test("a killed worker's frame goes on within fifteen seconds", () => {
  expect(queues.inspect.policy.lockMs + queues.inspect.policy.stalledCheckMs).toBeLessThanOrEqual(
    15_000,
  );
});
