import fc from 'fast-check';
import { expect, test } from 'vitest';
import { seededRandom, shuffledPlaces } from '#numbers';
import { symmetric } from './symmetric.js';

test('every pair both ways, with what both ends say: as looking at all pairs gives', () => {
  fc.assert(
    fc.property(fc.integer({ min: 2, max: 12 }), fc.nat(), (count, seed) => {
      const random = seededRandom(seed);
      const k = 1 + Math.floor(random() * (count - 1));
      const rows = Array.from({ length: count }, (_, i) =>
        shuffledPlaces(count, random)
          .filter((j) => j !== i)
          .slice(0, k),
      );
      const said = rows.map((row) => row.map(() => 0.1 + random()));
      const word = (i: number, j: number) => said[i]![rows[i]!.indexOf(j)] ?? 0;
      const neighbours = {
        count,
        k,
        places: Int32Array.from(rows.flat()),
        distances: new Float64Array(count * k),
      };
      const join = (a: number, b: number) => a + b - a * b;
      const pairs = symmetric(neighbours, Float64Array.from(said.flat()), join);
      for (let i = 0; i < count; i++) {
        const [from, until] = [pairs.offsets[i]!, pairs.offsets[i + 1]!];
        const slow = Array.from({ length: count }, (_, j) => j).filter(
          (j) => j !== i && (word(i, j) > 0 || word(j, i) > 0),
        );
        expect([...pairs.others.subarray(from, until)]).toEqual(slow);
        slow.forEach((j, e) =>
          expect(pairs.values[from + e]).toBeCloseTo(join(word(i, j), word(j, i)), 12),
        );
      }
    }),
  );
});
