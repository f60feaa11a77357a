import fc from 'fast-check';
import { expect, test } from 'vitest';
import { halvesOf } from './halves.js';

test('every part is in one half, halves are equal, and the next split exchanges them', () => {
  fc.assert(
    fc.property(fc.integer({ min: 2, max: 90 }), fc.nat(1000), fc.nat(50), (n, seed, pair) => {
      const parts = Array.from({ length: n }, (_, i) => i);
      const { learn, unseen } = halvesOf(parts, seed, 2 * pair);
      expect([...learn, ...unseen].sort((a, b) => a - b)).toEqual(parts);
      expect(unseen.length - learn.length).toBe(n % 2);
      expect(halvesOf(parts, seed, 2 * pair + 1)).toEqual({ learn: unseen, unseen: learn });
      expect(halvesOf(parts, seed, 2 * pair)).toEqual({ learn, unseen });
    }),
  );
});

test('over many splits each part is learned from half of the time, with any other part half of that', () => {
  const parts = Array.from({ length: 20 }, (_, i) => i);
  const rounds = 4000;
  let [own, both] = [0, 0];
  for (let split = 0; split < 2 * rounds; split += 2) {
    const { learn } = halvesOf(parts, 1, split);
    if (learn.includes(3)) own++;
    if (learn.includes(3) && learn.includes(4)) both++;
  }
  expect(own / rounds).toBeCloseTo(0.5, 1);
  expect(both / rounds).toBeGreaterThan(9 / 38 - 0.03);
  expect(both / rounds).toBeLessThan(9 / 38 + 0.03);
});

test('another seed gives other halves', () => {
  const parts = Array.from({ length: 30 }, (_, i) => i);
  expect(halvesOf(parts, 1, 0)).not.toEqual(halvesOf(parts, 2, 0));
  expect(halvesOf(parts, 1, 0)).not.toEqual(halvesOf(parts, 1, 2));
});
