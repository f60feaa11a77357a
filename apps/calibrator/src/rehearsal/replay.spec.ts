import { expect, test } from 'vitest';
import { systemClock } from '#telemetry';
import { plainView, type StationModel } from '#inspection';
import type { ReplayedFrame } from '#storage';
import { someFrame, someInspection } from '../../../../test/support/records.js';
import { Cancelled } from '../jobs/cancel-watch.js';
import type { Candidate } from './candidate.js';
import { Replay } from './replay.js';
import { Tally } from './tally.js';

const model = {
  view: plainView({ width: 64, height: 64 }),
  backbone: { hash: 'a' },
} as unknown as StationModel;
const nothing = {} as unknown as Candidate;

function frame(): ReplayedFrame {
  const inspection = someInspection(someFrame(), { frameId: systemClock.newId() });
  return { inspection, image: 'none', kept: null };
}

async function* portions() {
  for (let count = 0; count < 10; count++)
    yield await Promise.resolve(Array.from({ length: 32 }, frame));
}

test('a rehearsal that is cancelled stops before its next frames', async () => {
  const cancel = new AbortController();
  const tally = new Tally();
  const replay = new Replay({
    model,
    tally,
    candidate: nothing,
    fromImages: false,
    signal: cancel.signal,
    blobs: { get: () => Promise.reject(new Error('no image is read')) },
    onFrames: () => tally.counts().leftOut >= 48 && cancel.abort(new Cancelled()),
  });
  await expect(replay.newest(portions())).rejects.toThrow(Cancelled);
  expect(tally.counts().leftOut).toBe(48);
});
