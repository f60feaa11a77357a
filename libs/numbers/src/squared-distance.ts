/**
 * Returns the squared Euclidean distance of row `i` of `a` and row `j` of `b` (row-major, `dimensions` wide), summed in
 * float64 from the first dimension to the last: the one definition that all exact decisions use.
 */
export function squaredDistance(
  a: Float32Array,
  i: number,
  b: Float32Array,
  j: number,
  dimensions: number,
): number {
  let sum = 0;
  for (let k = 0, x = i * dimensions, y = j * dimensions; k < dimensions; k++, x++, y++) {
    const difference = a[x]! - b[y]!;
    sum += difference * difference;
  }
  return sum;
}

/**
 * Returns the bound of the error of `|a|^2 + |b|^2 - 2 a.b` taken in float32 in any order of summation, where no
 * squared norm is above `largestSquare`: (d + 8) u (|a|^2 + |b|^2) with u = 2^-24 (Higham, Accuracy and Stability of
 * Numerical Algorithms, 2nd ed., section 3.1).
 */
export function distanceErrorBound(dimensions: number, largestSquare: number): number {
  return (dimensions + 8) * 2 ** -24 * 2 * largestSquare;
}

/** Returns the squared norms of the rows, summed in float64, and the largest of them. */
export function squaredNorms(
  rows: Float32Array,
  dimensions: number,
): { squares: Float32Array; largest: number } {
  const squares = new Float32Array(rows.length / dimensions);
  let largest = 0;
  for (let i = 0; i < squares.length; i++) {
    let sum = 0;
    for (let k = i * dimensions; k < (i + 1) * dimensions; k++) sum += rows[k]! * rows[k]!;
    squares[i] = sum;
    largest = Math.max(largest, sum);
  }
  return { squares, largest };
}

/** Returns the smallest of the values; infinity of none. */
export function smallest(values: Float32Array): number {
  let least = Infinity;
  for (const value of values) if (value < least) least = value;
  return least;
}
