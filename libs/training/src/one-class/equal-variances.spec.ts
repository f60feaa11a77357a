import { expect, test } from 'vitest';
import { randomOf } from '#numbers';
import { equalVariances } from './equal-variances.js';

const product = (a: Float64Array, b: Float64Array, d: number) =>
  Float64Array.from({ length: d * d }, (_, at) => {
    const [i, j] = [Math.floor(at / d), at % d];
    let sum = 0;
    for (let k = 0; k < d; k++) sum += a[i * d + k]! * b[k * d + j]!;
    return sum;
  });
const transposed = (a: Float64Array, d: number) =>
  a.map((_, at) => a[(at % d) * d + Math.floor(at / d)]!);

test.each([1, 2, 3, 8, 33])('%i channels: orthogonal, and every variance is the mean one', (d) => {
  const random = randomOf(1, 5, d);
  // Deviations over three orders of magnitude, correlated.
  const a = Float64Array.from(
    { length: d * d },
    (_, i) => random.between(-1, 1) * 10 ** ((i % d) % 4),
  );
  const covariance = product(transposed(a, d), a, d);
  const q = equalVariances(covariance, d);
  const unit = product(q, transposed(q, d), d);
  unit.forEach((v, at) => expect(v).toBeCloseTo(at % (d + 1) === 0 ? 1 : 0, 10));
  const turned = product(product(q, covariance, d), transposed(q, d), d);
  const mean =
    Array.from({ length: d }, (_, i) => covariance[i * (d + 1)]!).reduce((s, v) => s + v, 0) / d;
  for (let i = 0; i < d; i++) expect(turned[i * (d + 1)]! / mean).toBeCloseTo(1, 9);
});

test('equal variances stay as they are', () => {
  expect([...equalVariances(Float64Array.of(2, 1, 1, 2), 2)]).toEqual([1, 0, 0, 1]);
});
