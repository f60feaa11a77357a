import type { Limits } from '#contracts';

/**
 * Returns the score of a frame that looks like a remembered defect: a share of the way from its own score to one scale
 * over the reject limit, as large as the likeness. A score that is higher already stays, and so does, to the bit, that
 * of a frame without likeness.
 */
export function raisedScore(imageScore: number, likeness: number, limits: Limits): number {
  const missing = limits.reject + limits.scale - imageScore;
  return likeness > 0 && missing > 0 ? imageScore + likeness * missing : imageScore;
}
