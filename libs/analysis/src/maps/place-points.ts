import { memberships } from './fuzzy-graph.js';
import type { Neighbours } from './neighbours.js';

/**
 * Returns where new points belong on a finished map: the mean of their nearest mapped neighbours, weighted by how
 * strongly they belong to each, as UMAP begins its transform. The map itself does not move.
 * @param near of each new point among the mapped ones
 * @param map `[mapped, 2]`
 * @returns `[new, 2]`
 */
export function placePoints(near: Neighbours, map: ArrayLike<number>): Float64Array {
  const { count, k, places } = near;
  const strengths = memberships(near);
  const placed = new Float64Array(2 * count);
  for (let i = 0; i < count; i++) {
    const own = strengths.subarray(i * k, (i + 1) * k);
    const all = own.reduce((sum, v) => sum + v, 0);
    own.forEach((strength, j) => {
      const at = 2 * places[i * k + j]!;
      placed[2 * i]! += (strength / all) * map[at]!;
      placed[2 * i + 1]! += (strength / all) * map[at + 1]!;
    });
  }
  return placed;
}
