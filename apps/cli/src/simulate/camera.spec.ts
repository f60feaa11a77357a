import { expect, test } from 'vitest';
import { paced } from './camera.js';

test('frames come in order, at the rate, and no more than asked for', async () => {
  const made: number[] = [];
  const make = (index: number) => Promise.resolve(made.push(index) && index);
  const startedAt = Date.now();
  const seen: number[] = [];
  for await (const frame of paced(make, { rate: 50, start: 7, count: 6 })) seen.push(frame);
  expect(seen).toEqual([7, 8, 9, 10, 11, 12]);
  expect(made).toEqual(seen);
  expect(Date.now() - startedAt).toBeGreaterThanOrEqual(95);
});

test('a signal ends the wait for the next frame at once', async () => {
  const stop = new AbortController();
  const seen: number[] = [];
  const line = async () => {
    for await (const frame of paced(
      (i) => Promise.resolve(i),
      { rate: 0.01, start: 0, count: Infinity },
      stop.signal,
    )) {
      seen.push(frame);
      setImmediate(() => stop.abort(new Error('enough')));
    }
  };
  await expect(line()).rejects.toThrow('enough');
  expect(seen).toEqual([0]);
});
