import { expect, test } from 'vitest';
import { moved, scoreAt, shareOn, typed } from './typed-limits.js';

const axis = { from: 2, to: 12 };

test('a limit that is moved over the other one takes it along', () => {
  const limits = { review: 4, reject: 6 };
  expect(moved(limits, 'review', 5)).toEqual({ review: 5, reject: 6 });
  expect(moved(limits, 'review', 8)).toEqual({ review: 8, reject: 8 });
  expect(moved(limits, 'reject', 3)).toEqual({ review: 3, reject: 3 });
  expect(typed({ review: 7, reject: 6 })).toEqual({ review: 6, reject: 6 });
});

test('a place on the axis and its score are each other’s, and nothing lies beyond its ends', () => {
  expect(shareOn(axis, 7)).toBe(0.5);
  expect(scoreAt(axis, 0.5)).toBe(7);
  expect(shareOn(axis, 40)).toBe(1);
  expect(scoreAt(axis, -1)).toBe(2);
  expect(scoreAt(axis, 1 / 3)).toBe(5.333);
});
