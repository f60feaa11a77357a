import type { Limits, Verdict } from '#contracts';

/**
 * Returns the verdict on an image score: over `reject` defect, over `warn` review, else ok. A limit itself is not over.
 */
export function decide(imageScore: number, limits: Limits): Verdict {
  if (imageScore > limits.reject) return 'defect';
  return imageScore > limits.warn ? 'review' : 'ok';
}

/**
 * Returns the score for people, 0 to 1: `sigmoid((imageScore - reject) / scale)`. Over 0.5 exactly when the verdict is
 * defect, also where the difference is too small for the sigmoid to show.
 */
export function displayScore(imageScore: number, limits: Limits): number {
  const shown = 1 / (1 + Math.exp((limits.reject - imageScore) / limits.scale));
  return imageScore > limits.reject ? Math.max(shown, 0.5 + Number.EPSILON) : shown;
}
