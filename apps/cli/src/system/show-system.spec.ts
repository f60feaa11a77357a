import { expect, test } from 'vitest';
import { systemLines } from './show-system.js';

test('what is down, who takes which queue, what failed and the disk are a line each', () => {
  const queue = { everyMs: null, delayed: 1, oldestMs: 40 };
  const lines = systemLines({
    version: '1.2.3',
    node: '22.1.0',
    startedAt: '2026-11-30T12:00:00Z',
    checks: [
      { name: 'redis', up: true, ms: 1, reason: null },
      { name: 'blobs', up: false, ms: 2, reason: 'not mounted' },
    ],
    queues: [
      { ...queue, name: 'inspect', handledBy: 'worker', processes: 2, waiting: 7, active: 3 },
    ],
    failed: [{ stationId: 's1', code: 'image-damaged', frames: 4, lastAt: '2026-11-30T12:00:00Z' }],
    storage: {
      totalBytes: 2e9,
      freeBytes: 1e9,
      reserveBytes: 0,
      grownBytesPerDay: 1,
      fullInDays: 3.7,
    },
  });
  expect(lines).toEqual([
    'Touchstone 1.2.3 on Node.js 22.1.0, API running since 2026-11-30T12:00:00Z',
    'redis: up',
    'blobs: DOWN, not mounted',
    'queue inspect: 7 waiting, 3 in work, 1 for later; taken by 2 workers',
    'failed at s1: 4 (image-damaged)',
    'disk: 1.0 of 2.0 GB free, full in 3 days',
  ]);
});
