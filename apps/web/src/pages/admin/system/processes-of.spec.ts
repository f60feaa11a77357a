import { expect, test } from 'vitest';
import { processesOf } from './processes-of.js';

test('each process listens to every queue of its sort, so the largest count is theirs', () => {
  const queues = [
    { handledBy: 'worker', processes: 2 },
    { handledBy: 'worker', processes: 1 },
    { handledBy: 'calibrator', processes: 0 },
  ];
  expect(processesOf(queues)).toEqual([
    { app: 'worker', count: 2 },
    { app: 'calibrator', count: 0 },
  ]);
});
