/**
 * Returns how far a remembered patch reaches, from its distance to the bank: half of it. By the triangle inequality
 * every patch within reach is itself farther than that reach from all normals, so that nothing which the normals
 * explain can be raised.
 */
export function reachOf(distanceToBank: number): number {
  return distanceToBank / 2;
}

/**
 * Likeness of two patches at a distance, 1 for the same embedding: `(1 - (distance / reach)^2)^2`, the biweight
 * kernel (Tukey). Exactly 0 from the reach on, and smooth there, so that no score jumps at the edge.
 */
export function likenessAt(distance: number, reach: number): number {
  if (!(distance < reach)) return 0;
  const share = distance / reach;
  return (1 - share * share) ** 2;
}
