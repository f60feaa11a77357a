/** The two parts nearest to one patch, by squared distance; the second is the first where there is no other. */
export interface TwoNearest {
  readonly first: number;
  readonly second: number;
}

/**
 * From squared distances to frames, those to the two nearest parts other than `own`. `partOf[i]` is the part of
 * frame i. Infinity where there is no other part.
 */
export function twoNearestParts(
  squared: Float32Array,
  from: number,
  partOf: Int32Array,
  own: number,
): TwoNearest {
  let [first, second, firstPart] = [Infinity, Infinity, -1];
  for (let i = 0; i < partOf.length; i++) {
    const part = partOf[i]!;
    const value = squared[from + i]!;
    if (part === own || value >= second) continue;
    if (part === firstPart) first = Math.min(first, value);
    else if (value < first) [second, first, firstPart] = [first, value, part];
    else second = value;
  }
  return { first, second: second === Infinity ? first : second };
}
