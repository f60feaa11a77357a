import { expect, test } from 'vitest';
import type { ReviewJob } from '#contracts';
import { type StationModel, viewHash } from '#inspection';
import { RememberAgain } from './remember-again.js';

const view = {
  size: { width: 8, height: 8 },
  regionOfInterest: null,
  alignment: { enabled: false },
};
const model = {
  manifest: { station: 'line-1' },
  backbone: { hash: 'backbone-2' },
  view,
} as unknown as StationModel;

const remembered: ReviewJob = { reviewId: 'review-1', frameId: 'frame-1', stationId: 'line-1' };

/** A queue that is away for so many tries, and a memory of one entry that was made otherwise. */
function following(away = 0, jobs = [remembered]) {
  const asked: unknown[] = [];
  const put: ReviewJob[][] = [];
  const putBack = (...back: ReviewJob[]) => {
    if (away-- > 0) return Promise.reject(new Error('Redis is away'));
    put.push(back);
    return Promise.resolve(back.length);
  };
  const madeOtherwise = (...question: unknown[]) => {
    asked.push(question);
    return Promise.resolve(jobs);
  };
  const again = new RememberAgain({ madeOtherwise }, { of: () => ({ putBack }) as never });
  return { again, asked, put };
}

test('when a model is opened, what was remembered with another backbone or view is asked for once', async () => {
  const { again, asked, put } = following();
  await again.follow(model);
  await again.tryAgain();
  expect(asked).toEqual([['line-1', viewHash(model.view, 'backbone-2')]]);
  expect(put).toEqual([[remembered]]);
});

test('what could not be asked for while Redis was away is asked for later', async () => {
  const { again, put } = following(1);
  await again.follow(model);
  expect(put).toEqual([]);
  await again.tryAgain();
  expect(put).toEqual([[remembered]]);
});

test('a station whose memory fits the model puts no job in', async () => {
  const { again, put } = following(0, []);
  await again.follow(model);
  expect(put).toEqual([]);
});
