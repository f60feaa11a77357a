import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Inspection } from '#contracts';
import { newLatch, withDefects, withoutDefect } from './latch.js';

const began = '2026-01-01T00:00:00.000Z';
const start = Date.parse(began);
const at = (ms: number) => new Date(start + ms).toISOString();
const inspectionAt = (ms: number, verdict: Inspection['verdict'] = 'defect', goldenPart: string | null = null) =>
  ({ frameId: `frame-${ms}`, partId: null, inspectedAt: at(ms), verdict, goldenPart }) as Inspection; // prettier-ignore
const frames = (queue: readonly { frameId: string }[]) => queue.map(({ frameId }) => frameId);

test('of a hundred defects at two a second none is missed, however many of them a screen is told at once', () => {
  const defects = Array.from({ length: 100 }, (_, i) => inspectionAt(500 * i));
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 100 }), (sizes) => {
      let latch = newLatch(began);
      for (let from = 0, turn = 0; from < defects.length; from += sizes[turn++]!)
        latch = withDefects(
          latch,
          defects.slice(Math.max(0, from - 3), from + sizes[turn]!),
          began,
        );
      expect(frames(latch.queue)).toEqual(frames(defects));
    }),
  );
});

test('whatever the order and however often they are told, each defect is there once until it is seen', () => {
  const some = fc.uniqueArray(fc.nat({ max: 1_000 }), { minLength: 1, maxLength: 30 });
  fc.assert(
    fc.property(some, some, (first, second) => {
      const told = [...first, ...second].map((ms) => inspectionAt(ms));
      const latch = [told, told, [...told].reverse()].reduce((so, more) => withDefects(so, more, began), newLatch(began)); // prettier-ignore
      const wanted = [...new Set([...first, ...second])].sort((a, b) => a - b);
      expect(frames(latch.queue)).toEqual(wanted.map((ms) => `frame-${ms}`));
      const seen = withoutDefect(latch, latch.queue[0]!.frameId);
      expect(frames(withDefects(seen, told, began).queue)).toEqual(frames(latch.queue).slice(1));
    }),
  );
});

test('a good part, a golden part and a defect of before the screen began are not latched', () => {
  const latch = withDefects(
    newLatch(began),
    [inspectionAt(1, 'ok'), inspectionAt(2, 'review'), inspectionAt(3, 'invalid'), inspectionAt(4, 'defect', 'bad-1'), inspectionAt(-1)], // prettier-ignore
    began,
  );
  expect(latch.queue).toEqual([]);
});
