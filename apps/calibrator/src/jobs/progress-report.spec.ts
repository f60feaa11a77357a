import { expect, test } from 'vitest';
import type { JobProgress } from '#contracts';
import { ProgressReport } from './progress-report.js';

function watched() {
  const written: JobProgress[] = [];
  const clock = { now: 0 };
  const report = new ProgressReport(
    (progress) => {
      written.push(progress);
      return Promise.resolve();
    },
    () => undefined,
    () => clock.now,
  );
  return { written, clock, report };
}

test('a new step is written at once, more of the same step twice a second', async () => {
  const { written, clock, report } = watched();
  for (let done = 0; done < 100; done++) {
    report.report({ step: 'embed', done, of: 100, etaSeconds: null });
    clock.now += 20;
    await report.settled();
  }
  report.report({ step: 'bank', done: 0, of: 1, etaSeconds: null });
  await report.settled();
  expect(written.map(({ step, done }) => `${step} ${done}`)).toEqual([
    'embed 0',
    'embed 25',
    'embed 50',
    'embed 75',
    'bank 0',
  ]);
});

test('a write that fails is told and does not end the work', async () => {
  const troubles: unknown[] = [];
  const report = new ProgressReport(
    () => Promise.reject(new Error('away')),
    (error) => troubles.push(error),
  );
  report.report({ step: 'embed', done: 0, of: 1, etaSeconds: null });
  await report.settled();
  expect(troubles).toHaveLength(1);
});
