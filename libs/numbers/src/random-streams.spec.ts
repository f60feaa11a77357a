import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { randomOf, shuffled } from './random-streams.js';

describe('randomOf', () => {
  it('gives the same stream for the same parts and another for other parts', () => {
    const firstOf = (...parts: number[]) => {
      const random = randomOf(...parts);
      return Array.from({ length: 5 }, () => random.uniform());
    };
    expect(firstOf(1, 2, 3)).toEqual(firstOf(1, 2, 3));
    expect(firstOf(1, 2, 3)).not.toEqual(firstOf(1, 3, 2));
    expect(firstOf(1, 2)).not.toEqual(firstOf(1, 2, 0));
  });

  it('draws normal numbers of mean 0 and deviation 1', () => {
    const random = randomOf(7);
    const values = Array.from({ length: 20_000 }, () => random.normal());
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
    expect(Math.abs(mean)).toBeLessThan(0.03);
    expect(Math.abs(variance - 1)).toBeLessThan(0.05);
  });

  it('is even: neighbouring seeds do not start alike', () => {
    const firsts = Array.from({ length: 2000 }, (_, seed) => randomOf(seed, 1).uniform());
    const low = firsts.filter((value) => value < 0.5).length;
    expect(Math.abs(low - 1000)).toBeLessThan(100);
  });
});

describe('shuffled', () => {
  it('is a permutation', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 300 }), fc.integer(), (count, seed) => {
        const order = [...shuffled(count, randomOf(seed))].sort((a, b) => a - b);
        expect(order).toEqual(Array.from({ length: count }, (_, index) => index));
      }),
      { numRuns: 30 },
    );
  });
});
