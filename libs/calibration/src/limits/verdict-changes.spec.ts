import { expect, test } from 'vitest';
import { flipsOf, verdictChanges, verdictOn } from './verdict-changes.js';

const before = { warn: 2, reject: 4, scale: 1 };
const after = { warn: 2, reject: 3, scale: 1 };
const frame = (score: number, likeness = 0) => ({ score, likeness });

test('only the frames between the old and the new limit change, in the order given', () => {
  const frames = [1, 3.5, 2.5, 4.5, 3.1].map((score) => frame(score));
  const changes = verdictChanges(frames, before, after);
  expect(changes.map(({ frame: { score } }) => score)).toEqual([3.5, 3.1]);
  expect(flipsOf(changes)).toEqual([{ from: 'review', to: 'defect', count: 2 }]);
  expect(verdictChanges(frames, before, before)).toEqual([]);
});

test('a frame that a remembered defect raises is judged by its raised score under either limits', () => {
  expect(verdictOn(frame(1, 1), before)).toBe('defect');
  expect(verdictOn(frame(1, 1), after)).toBe('defect');
  expect(verdictChanges([frame(1, 1)], before, after)).toEqual([]);
});
