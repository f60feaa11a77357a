/** The values that a mask leaves: row-major, 1 where one counts; null: all do. */
export function counted(values: Float32Array, mask: Uint8Array | null): Float32Array {
  return mask ? values.filter((_, place) => mask[place] === 1) : values;
}

/** Quantile of ascending values, linear between them (Hyndman and Fan 1996, definition 7). */
export function quantile(ascending: ArrayLike<number>, share: number): number {
  const place = share * (ascending.length - 1);
  const below = Math.floor(place);
  const above = Math.min(below + 1, ascending.length - 1);
  return ascending[below]! + (place - below) * (ascending[above]! - ascending[below]!);
}
