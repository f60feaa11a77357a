import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Cancelled, untilCancelled } from './cancel-watch.js';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const aborted = (signal: AbortSignal) =>
  new Promise<never>((_, reject) => {
    signal.onabort = () => reject(signal.reason as Error);
  });

test('work is told within a second that its job was cancelled', async () => {
  let asked = false;
  const jobs = { shallStop: () => Promise.resolve(asked) };
  const work = untilCancelled(jobs, 'job-1', aborted, () => undefined);
  const ended = expect(work).rejects.toThrow(Cancelled);
  await vi.advanceTimersByTimeAsync(5_000);
  asked = true;
  await vi.advanceTimersByTimeAsync(1_000);
  await ended;
  expect(vi.getTimerCount()).toBe(0);
});

test('records that cannot be asked are told of, and asked again', async () => {
  const said: unknown[] = [];
  const gone = new Error('the records are gone');
  let tries = 0;
  const shallStop = () => (++tries < 3 ? Promise.reject(gone) : Promise.resolve(true));
  const work = untilCancelled({ shallStop }, 'job-1', aborted, (error) => said.push(error));
  const ended = expect(work).rejects.toThrow(Cancelled);
  await vi.advanceTimersByTimeAsync(3_000);
  await ended;
  expect(said).toEqual([gone, gone]);
});
