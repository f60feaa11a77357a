import { expect, test } from 'vitest';
import { certificate } from '#contracts';
import { certificateText } from './certificate-text.js';

const promise = {
  target: 0.01,
  j: 1,
  parts: 20,
  expectedRate: 1 / 21,
  interval95: [0.0012, 0.168] as [number, number],
  provisional: true,
  partsMissing: 79,
};

test('a provisional certificate says how many parts are missing', () => {
  const text = certificateText(
    certificate.parse({
      method: 'conformal-grouped-kfold',
      frames: 40,
      parts: 20,
      folds: 5,
      seed: 1,
      warn: {
        ...promise,
        target: 0.1,
        provisional: false,
        partsMissing: 0,
        widened: { asked: 0.05, because: 'Ten in a hundred go to review until 79 more are there.' },
      },
      reject: promise,
      provisional: true,
      heldOutScores: [],
    }),
  );
  expect(text).toContain('20 parts (40 frames)');
  expect(text).toContain('4.8 % of good parts expected over the limit (target 1 %');
  expect(text).toContain('79 more good parts are needed');
  expect(text).toContain('Ten in a hundred go to review until 79 more are there.');
});
