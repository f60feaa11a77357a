import fc from 'fast-check';
import { expect, test } from 'vitest';
import { groupIntoParts, type PartClues } from './parts.js';
import { seededRandom } from '#numbers';

const clue = (id: string, changes: Partial<PartClues> = {}): PartClues => ({
  id,
  partId: null,
  lot: null,
  capturedAt: null,
  embedding: null,
  ...changes,
});

const someFrames = fc
  .uniqueArray(fc.string({ minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 40 })
  .chain((ids) =>
    fc.tuple(
      ...ids.map((id) =>
        fc.record({
          id: fc.constant(id),
          partId: fc.option(fc.constantFrom('a', 'b', 'c')),
          lot: fc.option(fc.constantFrom('x', 'y')),
          capturedAt: fc.option(fc.integer({ min: 0, max: 60_000 })),
          embedding: fc.option(
            fc.array(fc.float({ noNaN: true, min: -1, max: 1 }), { minLength: 3, maxLength: 3 }),
          ),
        }),
      ),
    ),
  )
  .map((frames) =>
    frames.map((f) => ({ ...f, embedding: f.embedding && Float32Array.from(f.embedding) })),
  );

test('every frame is of one part, the counts add up, part ids hold, and the order does not matter', () => {
  fc.assert(
    fc.property(someFrames, (frames) => {
      const { parts, grouping } = groupIntoParts(frames);
      expect([...parts.keys()].sort()).toEqual(frames.map(({ id }) => id).sort());
      const told = grouping.byPartId + grouping.byLotAndTime + grouping.byLikeness + grouping.alone;
      expect(new Set(parts.values()).size).toBe(told);
      for (const a of frames)
        for (const b of frames)
          if (a.partId !== null || b.partId !== null)
            expect(parts.get(a.id) === parts.get(b.id)).toBe(
              a.id === b.id || a.partId === b.partId,
            );
      const again = groupIntoParts(frames.toReversed());
      expect(new Map(again.parts)).toEqual(new Map(parts));
    }),
  );
});

/** Captures of parts one after the other, `cycle` apart, each shown by some frames `within` apart. */
function captures(frames: readonly number[], cycle: (part: number) => number, within: number) {
  const clues: PartClues[] = [];
  let time = 0;
  frames.forEach((count, part) => {
    time += cycle(part);
    for (let i = 0; i < count; i++)
      clues.push(clue(`p${part}-${i}`, { lot: 'lot', capturedAt: time + i * within }));
  });
  return clues;
}
const truth = (id: string) => id.slice(0, id.indexOf('-'));

test.each([
  ['all parts three times', Array<number>(30).fill(3), () => 5000],
  ['two to twenty times', Array.from({ length: 40 }, (_, i) => 2 + (i % 19)), () => 9000],
  ['one part of a hundred three times', Array.from({ length: 100 }, (_, i) => (i === 50 ? 3 : 1)), () => 5000], // prettier-ignore
  ['a break of an hour after each tenth part', Array<number>(60).fill(3), (p: number) => (p % 10 === 9 ? 3_600_000 : 5000)], // prettier-ignore
])('lot and time tell bursts: %s', (_, frames, cycle) => {
  const clues = captures(frames, cycle, 120);
  const { parts, grouping } = groupIntoParts(clues);
  expect(grouping.byLotAndTime).toBe(frames.filter((n) => n > 1).length);
  for (const a of clues)
    for (const b of clues.slice(0, 60))
      expect(parts.get(a.id) === parts.get(b.id)).toBe(truth(a.id) === truth(b.id));
});

test.each([
  ['in step', () => 5000],
  ['in step and fast', () => 80],
  ['in step with a break each 50 parts', (part: number) => (part % 50 === 49 ? 3_600_000 : 900)],
  ['a little out of step', (part: number) => 900 + (part % 7) * 150],
])('a line of one frame a part is not grouped by time: %s', (_, cycle) => {
  const { grouping } = groupIntoParts(captures(Array<number>(200).fill(1), cycle, 0));
  expect(grouping).toMatchObject({ byLotAndTime: 0, alone: 200 });
});

test('parts that come at random are hardly ever taken for bursts', () => {
  const random = seededRandom(3);
  let grouped = 0;
  for (let round = 0; round < 100; round++) {
    const clues = captures(Array<number>(80).fill(1), () => -1500 * Math.log(1 - random()), 0);
    grouped += groupIntoParts(clues).grouping.byLotAndTime > 0 ? 1 : 0;
  }
  expect(grouped).toBeLessThan(6);
});

test('frames of different lots are never one part by time', () => {
  const clues = captures(Array<number>(30).fill(3), () => 5000, 100);
  const mixed = clues.map((c, i) => ({ ...c, lot: `lot ${i % 3}` }));
  expect(groupIntoParts(mixed).grouping.byLotAndTime).toBe(0);
});
