import { expect, test } from 'vitest';
import type { CameraLimits, ImageQuality } from '#contracts';
import { qualityFindings } from './quality-findings.js';

const quality: ImageQuality = {
  focus: 0.4,
  exposure: 0.5,
  clippedDark: 0,
  clippedBright: 0,
  castRed: 0,
  castBlue: 0,
  shiftX: 0,
  shiftY: 0,
  turn: 0,
  match: 0.9,
};
const around = (value: number, by: number) => ({ low: value - by, high: value + by });
const limits: CameraLimits = {
  focus: around(0.4, 0.1),
  exposure: around(0.5, 0.1),
  clippedDark: around(0, 0.1),
  clippedBright: around(0, 0.1),
  castRed: around(0, 0.1),
  castBlue: around(0, 0.1),
  shiftX: around(0, 0.03),
  shiftY: around(0, 0.03),
  turn: around(0, 2),
  leastMatch: 0.5,
  usual: quality,
};
const reasons = (changed: Partial<ImageQuality>) =>
  qualityFindings({ ...quality, ...changed }, limits).map(({ reason }) => reason);

test('a picture like the others has no findings, nor has a sharper one', () => {
  expect(reasons({})).toEqual([]);
  expect(reasons({ focus: 2 })).toEqual([]);
});

test('each figure out of its range is told by its reason, once a reason, with the farther figure', () => {
  expect(reasons({ focus: 0.1 })).toEqual(['blurred']);
  expect(reasons({ exposure: 0.2, clippedDark: 0.5 })).toEqual(['badly-exposed']);
  expect(reasons({ castBlue: 0.4 })).toEqual(['badly-exposed']);
  expect(reasons({ shiftX: 0.05, focus: 0.1 })).toEqual(['blurred', 'shifted']);
  const [finding] = qualityFindings({ ...quality, exposure: 0.2, clippedDark: 0.9 }, limits);
  expect(finding).toMatchObject({ value: 0.9, limit: 0.1, likeFrame: null });
  expect(finding!.detail).toContain('more of it black');
});

test('a move that is not believed is no reason', () => {
  expect(reasons({ shiftX: 0.2, match: 0.9 })).toEqual(['shifted']);
  expect(reasons({ shiftX: 0.2, match: 0.2 })).toEqual([]);
});
