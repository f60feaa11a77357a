/**
 * Returns how far each frame's image embedding lies from those of the two nearest other parts, as a multiple of the
 * median frame's.
 */
export function imageDistances(
  frames: readonly { part: string; image: Float32Array }[],
): Float64Array {
  const distances = Float64Array.from(frames, (frame) => toTwoNearest(frame, frames));
  const usual = distances.toSorted()[distances.length >> 1]!;
  return distances.map((distance) => (usual > 0 ? distance / usual : 1));
}

function toTwoNearest(
  { part, image }: { part: string; image: Float32Array },
  others: readonly { part: string; image: Float32Array }[],
): number {
  let [first, second] = [Infinity, Infinity];
  for (const other of others) {
    if (other.part === part) continue;
    const squared = squaredBelow(image, other.image, second);
    if (squared < first) [first, second] = [squared, first];
    else if (squared < second) second = squared;
  }
  return (Math.sqrt(first) + Math.sqrt(second === Infinity ? first : second)) / 2;
}

/** Returns the squared distance, or some number of at least `limit` where it is larger. */
export function squaredBelow(a: Float32Array, b: Float32Array, limit: number): number {
  let sum = 0;
  for (let i = 0; i < a.length && sum < limit; i++) sum += (a[i]! - b[i]!) ** 2;
  return sum;
}
