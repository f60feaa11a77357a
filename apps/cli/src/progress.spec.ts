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
  expect(written).toEqual(['Learning: 2 of 10, loss 0.5\n', 'Learning: 3 of 10, loss 0.5\n']);
});
