import type { Neighbours } from './neighbours.js';

/**
 * Returns how far a map's neighbours can be believed, 0 to 1: 1 when each of the `k` nearest on the map is among the
 * `k` nearest in truth, less by how far down the true order the others are (Venna and Kaski, 2001).
 * @param distances squared or not, of every pair: `distance(i, j)`
 * @param onMap the `k` nearest of each point on the map
 */
export function trustworthiness(
  distance: (i: number, j: number) => number,
  { count, k, places }: Neighbours,
): number {
  let penalty = 0;
  for (let i = 0; i < count; i++) {
    const order = Array.from({ length: count }, (_, j) => j)
      .filter((j) => j !== i)
      .map((j) => ({ j, far: distance(i, j) }))
      .sort((a, b) => a.far - b.far || a.j - b.j);
    const rank = new Int32Array(count);
    order.forEach(({ j }, place) => (rank[j] = place + 1));
    for (const j of places.subarray(i * k, (i + 1) * k)) penalty += Math.max(0, rank[j]! - k);
  }
  return 1 - (2 * penalty) / (count * k * (2 * count - 3 * k - 1));
}
