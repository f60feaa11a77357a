import { expect, test } from 'vitest';
import { minimise } from './minimise.js';
import { seededRandom } from '#numbers';

const [examples, dimensions] = [200, 20];

/** A logistic regression of drawn labels: smooth, convex, its least value some thousands. */
function regression(counted: () => void) {
  const random = seededRandom(3);
  const rows = Array.from({ length: examples }, () =>
    Float64Array.from({ length: dimensions }, () => random() - 0.5),
  );
  const signs = rows.map(() => (random() < 0.5 ? -1 : 1));
  return (point: Float64Array) => {
    counted();
    const gradient = point.slice();
    let value = point.reduce((sum, w) => sum + (w * w) / 2, 0);
    rows.forEach((row, i) => {
      const margin = signs[i]! * row.reduce((sum, x, d) => sum + x * point[d]!, 0);
      value += 50 * Math.log1p(Math.exp(-margin));
      const share = (-50 * signs[i]!) / (1 + Math.exp(margin));
      for (let d = 0; d < dimensions; d++) gradient[d]! += share * row[d]!;
    });
    return { value, gradient };
  };
}

test('finds the bottom, and ends soon where the value cannot show a further decrease', () => {
  let asked = 0;
  const objective = regression(() => asked++);
  const found = minimise(objective, new Float64Array(dimensions), { most: 5000, tolerance: 0 });
  expect(asked).toBeLessThan(200);
  for (const g of objective(found).gradient) expect(Math.abs(g)).toBeLessThan(1e-2);
});

test('takes no step more than allowed', () => {
  let asked = 0;
  minimise(regression(() => asked++), new Float64Array(dimensions), { most: 0, tolerance: 0 }); // prettier-ignore
  expect(asked).toBe(1);
});
