import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { lines } from './progress.js';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

test('a log gets a line every five seconds and one at the end', () => {
  const written: string[] = [];
  const progress = lines('Learning', 10, { write: (text) => written.push(text) });
  progress.update(1);
  vi.advanceTimersByTime(5000);
  progress.update(2, undefined, 'loss 0.5');
  progress.update(3);
  progress.stop();
  progress.stop();
  // One step in five seconds, eight to go; then two in the same five.
  expect(written).toEqual([
    'Learning: 2 of 10, loss 0.5, 40 s left\n',
    'Learning: 3 of 10, loss 0.5, 18 s left\n',
  ]);
});

test('without a total, and at the end of it, no time left is said', () => {
  const written: string[] = [];
  const progress = lines('Reading', 0, { write: (text) => written.push(text) });
  progress.update(1);
  vi.advanceTimersByTime(5000);
  progress.update(2);
  progress.update(4, 4);
  progress.stop();
  expect(written).toEqual(['Reading: 2\n', 'Reading: 4 of 4\n']);
});
