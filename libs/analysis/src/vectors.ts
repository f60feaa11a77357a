import { TouchstoneError } from '#contracts';

/** Vectors one after the other: `values` is `[count, dimensions]`, row-major. */
export interface Vectors {
  readonly values: Float32Array;
  readonly count: number;
  readonly dimensions: number;
}

/**
 * Puts vectors of one length into one array.
 * @throws TouchstoneError validation-failed without vectors or when their lengths differ.
 */
export function vectorsOf(list: readonly (Float32Array | readonly number[])[]): Vectors {
  const dimensions = list[0]?.length ?? 0;
  if (dimensions === 0 || list.some(({ length }) => length !== dimensions))
    throw new TouchstoneError(
      'validation-failed',
      `Vectors of one length are needed; there are ${list.length}, of lengths ` +
        `${[...new Set(list.map(({ length }) => length))].join(', ') || 'none'}.`,
    );
  const values = new Float32Array(list.length * dimensions);
  list.forEach((vector, i) => values.set(vector, i * dimensions));
  return { values, count: list.length, dimensions };
}

/** Returns vector `i`, a view into the array. */
export function vectorAt({ values, dimensions }: Vectors, i: number): Float32Array {
  return values.subarray(i * dimensions, (i + 1) * dimensions);
}

/** Returns each vector divided by its length; zero vectors stay zero. */
export function unitVectors(vectors: Vectors): Vectors {
  const values = vectors.values.slice();
  const unit = { ...vectors, values };
  for (let i = 0; i < unit.count; i++) makeUnit(vectorAt(unit, i));
  return unit;
}

/** Divides a vector by its length, in place; a zero vector stays zero. */
export function makeUnit(vector: Float32Array): Float32Array {
  const length = Math.sqrt(dot(vector, vector));
  if (length > 0) for (let c = 0; c < vector.length; c++) vector[c]! /= length;
  return vector;
}

/** Returns the inner product, taken in float64. */
export function dot(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let sum = 0;
  for (let c = 0; c < a.length; c++) sum += a[c]! * b[c]!;
  return sum;
}

/** Returns the squared Euclidean distance, in float64. */
export function squaredDistance(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let sum = 0;
  for (let c = 0; c < a.length; c++) sum += (a[c]! - b[c]!) ** 2;
  return sum;
}

/** Returns the vectors at these places, in this order. */
export function pick(vectors: Vectors, places: readonly number[]): Vectors {
  return vectorsOf(places.map((place) => vectorAt(vectors, place)));
}
