import fc from 'fast-check';
import { expect, test } from 'vitest';
import { namesOf } from './defect-names.js';

test('each name once, never a more used one behind a less used one', () => {
  const given = fc.array(fc.record({ name: fc.option(fc.constantFrom('dent', 'stain', 'burr')) }));
  fc.assert(
    fc.property(given, (reviews) => {
      const names = namesOf(reviews);
      const uses = names.map((name) => reviews.filter((review) => review.name === name).length);
      expect(new Set(names).size).toBe(names.length);
      expect(uses).toEqual([...uses].sort((a, b) => b - a));
      expect(uses.reduce((sum, count) => sum + count, 0)).toBe(
        reviews.filter(({ name }) => name !== null).length,
      );
    }),
  );
});
