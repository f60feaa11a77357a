import fc from 'fast-check';
import { expect, test } from 'vitest';
import { seededRandom } from '#numbers';
import { conformalScore, insertInto } from './conformal-score.js';
import { evidenceOf, noEvidence, withStep } from './e-detector.js';
import { normalQuantile } from './normal-quantile.js';

test('the quantile of the normal distribution is that of the tables', () => {
  for (const [share, quantile] of [
    [0.5, 0],
    [0.975, 1.959963985],
    [0.001, -3.090232306],
    [1e-9, -5.997807015],
  ])
    expect(normalQuantile(share!)).toBeCloseTo(quantile!, 7);
});

test('ranks among all that came before are uniform and do not hang together, ties or not', () => {
  for (const levels of [Infinity, 4]) {
    const random = seededRandom(11);
    const pool: number[] = [];
    const shares: number[] = [];
    for (let i = 0; i < 4000; i++) {
      const value = levels === Infinity ? random() : Math.floor(random() * levels);
      shares.push(shareOf(conformalScore(pool, value, random())));
      insertInto(pool, value);
    }
    const decile = (share: number) => Math.floor(share * 10);
    for (let tenth = 0; tenth < 10; tenth++)
      expect(Math.abs(shares.filter((s) => decile(s) === tenth).length - 400)).toBeLessThan(80);
    const products = shares.slice(1).map((share, i) => (share - 0.5) * (shares[i]! - 0.5));
    expect(Math.abs(products.reduce((a, b) => a + b, 0) / products.length)).toBeLessThan(0.005);
  }
});

test('a higher value never ranks lower, and the pool stays sorted', () => {
  fc.assert(
    fc.property(
      fc.array(fc.double({ noNaN: true, noDefaultInfinity: true }), { maxLength: 60 }),
      fc.tuple(fc.double({ noNaN: true, noDefaultInfinity: true }), fc.double({ noNaN: true, noDefaultInfinity: true })), // prettier-ignore
      fc.double({ min: 0, max: 1, noNaN: true }),
      (values, [one, other], tie) => {
        const pool: number[] = [];
        for (const value of values) insertInto(pool, value);
        // Zero and minus zero are one value, in any order.
        const positive = (sorted: number[]) => sorted.map((value) => value + 0);
        expect(positive(pool)).toEqual(positive(values.toSorted((a, b) => a - b)));
        const [low, high] = [Math.min(one, other), Math.max(one, other)];
        expect(conformalScore(pool, high, tie)).toBeGreaterThanOrEqual(
          conformalScore(pool, low, tie),
        );
      },
    ),
  );
});

test('evidence less the steps taken goes nowhere while nothing changes: it takes as many steps as stated', () => {
  const random = seededRandom(2);
  let steps = 0;
  const runs = 300;
  for (let run = 0; run < runs; run++) {
    let evidence = noEvidence;
    while (evidenceOf(evidence) < 100) {
      evidence = withStep(evidence, normalQuantile(Math.max(1e-12, random())), Infinity);
      steps += 1;
    }
  }
  expect(steps / runs).toBeGreaterThan(100);
});

/** Returns the share of the normal distribution above z, by bisection of its quantile. */
function shareOf(z: number): number {
  let [low, high] = [1e-12, 1 - 1e-12];
  for (let i = 0; i < 60; i++) {
    const middle = (low + high) / 2;
    if (normalQuantile(middle) < z) low = middle;
    else high = middle;
  }
  return 1 - (low + high) / 2;
}
