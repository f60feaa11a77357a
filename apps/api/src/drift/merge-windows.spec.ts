import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { DriftWindow } from '#contracts';
import { mergeWindows } from './merge-windows.js';

const window = (index: number, frames: number, q50: number, focus: number | null): DriftWindow => ({
  from: new Date(index * 600_000).toISOString(),
  until: new Date((index + 1) * 600_000).toISOString(),
  frames,
  alarms: frames % 3,
  invalid: 0,
  score: { q10: q50 - 1, q50, q90: q50 + 1, q99: q50 + 2 },
  focus,
  exposure: null,
  castRed: null,
  castBlue: null,
  shiftX: null,
  shiftY: null,
  embeddingShift: null,
});

test('merged windows cover the same time and frames, and are no more than asked for', () => {
  const one = fc.tuple(fc.integer({ min: 1, max: 90 }), fc.double({ min: 0, max: 9, noNaN: true }));
  fc.assert(
    fc.property(fc.array(one, { maxLength: 60 }), fc.integer({ min: 1, max: 20 }), (rows, most) => {
      const windows = rows.map(([frames, q50], i) => window(i, frames, q50, null));
      const merged = mergeWindows(windows, most);
      const total = (list: DriftWindow[]) => list.reduce((sum, w) => sum + w.frames, 0);
      expect(merged.length).toBeLessThanOrEqual(most);
      expect(total(merged)).toBe(total(windows));
      expect(merged[0]?.from).toBe(windows[0]?.from);
      expect(merged.at(-1)?.until).toBe(windows.at(-1)?.until);
      for (const [i, next] of merged.slice(1).entries()) expect(next.from).toBe(merged[i]!.until);
    }),
  );
});

test('a figure counts as often as its window has frames; one that was not measured does not', () => {
  const [merged] = mergeWindows([window(0, 10, 1, 4), window(1, 30, 2, null)], 1);
  expect(merged).toMatchObject({ focus: 4, frames: 40, score: { q50: 1.75 } });
});
