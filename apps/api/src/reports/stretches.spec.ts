import { expect, test } from 'vitest';
import { stretchMinutesFor } from './stretches.js';

const from = new Date('2026-11-01T00:00:00Z');
const after = (hours: number) => new Date(from.getTime() + hours * 3_600_000);

test.each([
  [8, 10],
  [24, 30],
  [7 * 24, 240],
  [31 * 24, 1_440],
  [365 * 24, 10_080],
])('%d hours are cut into stretches of %d minutes', (hours, minutes) =>
  expect(stretchMinutesFor(from, after(hours))).toBe(minutes),
);
