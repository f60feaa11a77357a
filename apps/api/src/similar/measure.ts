/** Distance of the query to the vector that begins at `at`, whose squared length is `square`. */
export type Measure = (values: Float32Array, at: number, square: number) => number;

/** Returns the measure: 1 - cosine (1 beside a zero vector), or the Euclidean distance. */
export function measureOf(metric: 'cosine' | 'l2', query: Float32Array): Measure {
  const own = query.reduce((sum, v) => sum + v * v, 0);
  if (metric === 'l2')
    return (values, at, square) =>
      Math.sqrt(Math.max(0, own + square - 2 * dot(values, at, query)));
  return (values, at, square) =>
    // Rounding may take a copy's cosine a little over 1.
    Math.max(0, 1 - dot(values, at, query) / Math.sqrt(Math.max(own * square, Number.MIN_VALUE)));
}

/** Four sums at once: the processor adds them beside each other. */
function dot(values: Float32Array, at: number, query: Float32Array): number {
  let [a, b, c, d] = [0, 0, 0, 0];
  let k = 0;
  for (; k + 3 < query.length; k += 4) {
    a += values[at + k]! * query[k]!;
    b += values[at + k + 1]! * query[k + 1]!;
    c += values[at + k + 2]! * query[k + 2]!;
    d += values[at + k + 3]! * query[k + 3]!;
  }
  for (; k < query.length; k++) a += values[at + k]! * query[k]!;
  return a + b + c + d;
}
