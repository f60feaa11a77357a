import type { Random } from '#numbers';

/**
 * Returns `[rows, columns]` of random directions, row by row: rows at right angles to each other and of unit length;
 * beyond `columns` rows, each further block of `columns` rows is a basis of its own. Gram-Schmidt, in float64.
 */
export function orthonormalRows(rows: number, columns: number, random: Random): Float32Array {
  const found: Float64Array[] = [];
  for (let row = 0; row < rows; row++) {
    const block = found.slice(row - (row % columns));
    const direction = Float64Array.from({ length: columns }, () => random.normal());
    // Twice: once leaves rounding errors where rows are nearly parallel.
    for (let pass = 0; pass < 2; pass++) for (const other of block) takeOut(direction, other);
    const length = Math.sqrt(product(direction, direction));
    found.push(direction.map((value) => value / length));
  }
  const values = new Float32Array(rows * columns);
  found.forEach((direction, row) => values.set(direction, row * columns));
  return values;
}

function takeOut(from: Float64Array, direction: Float64Array): void {
  const share = product(from, direction);
  for (let c = 0; c < from.length; c++) from[c]! -= share * direction[c]!;
}

function product(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let c = 0; c < a.length; c++) sum += a[c]! * b[c]!;
  return sum;
}
