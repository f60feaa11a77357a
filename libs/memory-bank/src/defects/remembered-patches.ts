import type { MemoryBank } from '../memory-bank.js';
import { squaredDistance } from '#numbers';

/** Patches of one defect that are kept at most: where it is worst says what it looks like. */
export const mostRemembered = 10;
/** The number of patches at most in a region that a person marked, where every far patch belongs to the defect. */
export const mostInRegion = 32;
/**
 * The share of the farthest patch's distance that another must reach without a region: the rest of the part is no
 * defect.
 */
const leastShare = 0.75;

/**
 * Returns how far the bank's own normals may lie from it: the distance of its last row to the nearest before it. Greedy
 * k-center takes the farthest patch each time, so no patch that the bank was made from lies farther (Gonzalez 1985).
 * What lies farther is unlike all that was learned.
 */
export function coveringRadius({ contents: { rows, dimensions } }: MemoryBank): number {
  const last = rows.length / dimensions - 1;
  let least = Infinity;
  for (let row = 0; row < last; row++)
    least = Math.min(least, squaredDistance(rows, row, rows, last, dimensions));
  return last === 0 ? 0 : Math.sqrt(least);
}

/**
 * Returns the places to remember of a frame with a defect, the farthest from the bank first: patches farther than the
 * bank's own normals. `distances` are a frame's patch distances; `inRegion` is 1 inside what a person marked, null
 * where nobody did. Empty: nothing of it is unlike the normals.
 */
export function placesToRemember(
  distances: Float32Array,
  radius: number,
  { mask, inRegion }: { mask: Uint8Array | null; inRegion: Uint8Array | null },
): number[] {
  const far = [...distances.keys()]
    .filter((place) => mask === null || mask[place] === 1)
    .filter((place) => inRegion === null || inRegion[place] === 1)
    .filter((place) => distances[place]! > radius)
    .sort((a, b) => distances[b]! - distances[a]! || a - b);
  if (inRegion !== null) return far.slice(0, mostInRegion);
  const least = leastShare * (distances[far[0] ?? 0] ?? 0);
  return far.slice(0, mostRemembered).filter((place) => distances[place]! >= least);
}
