import fc from 'fast-check';
import { expect, test } from 'vitest';
import { betaQuantile, binomialTail } from './binomial-tail.js';

test('one of n has a closed form: 1 - (1 - p)^(1/n)', () => {
  for (const n of [1, 2, 10, 99, 1000])
    for (const p of [0.025, 0.5, 0.975])
      expect(betaQuantile(n, 1, p)).toBeCloseTo(1 - (1 - p) ** (1 / n), 9);
});

// Clopper and Pearson's exact 95 % interval for k of n is [Beta(k, n-k+1) at .025, Beta(k+1, n-k) at .975].
test.each([
  // 10 of 100: Newcombe 1998 (Statistics in Medicine 17, 857) method 5; 81 of 263, 15 of 148 from its table I.
  [263, 81, 0.2527, 0.3676],
  [148, 15, 0.0578, 0.1617],
])('the published exact interval of %i trials with %i hits', (n, k, low, high) => {
  expect(betaQuantile(n, k, 0.025)).toBeCloseTo(low, 4);
  expect(betaQuantile(n, k + 1, 0.975)).toBeCloseTo(high, 4);
});

test('agrees with the binomial summed in plain numbers, and quantiles undo it', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 60 }),
      fc.nat(),
      fc.double({ min: 0.001, max: 0.999, noNaN: true }),
      (n, pick, x) => {
        const j = 1 + (pick % n);
        let choices = 1;
        let tail = 0;
        for (let i = 0; i <= n; i++) {
          if (i >= j) tail += choices * x ** i * (1 - x) ** (n - i);
          choices = (choices * (n - i)) / (i + 1);
        }
        expect(binomialTail(n, j, x)).toBeCloseTo(tail, 10);
        if (tail > 0.001 && tail < 0.999)
          expect(binomialTail(n, j, betaQuantile(n, j, tail))).toBeCloseTo(tail, 8);
      },
    ),
  );
});

test('many parts do not underflow', () => {
  const quantile = betaQuantile(100_000, 5000, 0.5);
  expect(quantile).toBeGreaterThan(0.0499);
  expect(quantile).toBeLessThan(0.0501);
});
