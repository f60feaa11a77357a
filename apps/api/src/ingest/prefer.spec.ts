import { expect, test } from 'vitest';
import { longestWaitSeconds, waitOf } from './prefer.js';

test.each([
  ['wait=5', 5],
  ['Wait = 7', 7],
  ['respond-async, wait=10', 10],
  ['wait=10; respond-async', 10],
  ['respond-async;wait="3"', 3],
  ['wait=0', 0],
])('%j waits %d seconds', (prefer, seconds) => expect(waitOf(prefer)).toBe(seconds));

test.each(['wait', 'wait=', 'wait=abc', 'wait=-1', 'await=5', 'respond-async', '', undefined])(
  '%j does not wait',
  (prefer) => expect(waitOf(prefer)).toBe(0),
);

test('nobody is held longer than the longest wait; several headers count as one', () => {
  expect(waitOf('wait=999999')).toBe(longestWaitSeconds);
  expect(waitOf(['respond-async', 'wait=4'])).toBe(4);
});
