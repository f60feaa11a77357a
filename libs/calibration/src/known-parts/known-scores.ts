import type { CameraFault, KnownPart, Limits, TestVerdict } from '#contracts';
import { decide, displayScore } from '../limits/decide.js';

/** A model's score of a picture of which people know whether its part is good. */
export interface KnownScore {
  readonly pictureId: string;
  readonly known: KnownPart;
  readonly kind: string | null;
  /** The part; a picture without one shows a part of its own. */
  readonly partId: string | null;
  readonly imageScore: number;
  readonly cameraFault: CameraFault | null;
}

/** Returns the verdict on a score of a test picture, by the limits alone. */
export function testVerdictOf(imageScore: number, limits: Limits): TestVerdict {
  return {
    imageScore,
    displayScore: displayScore(imageScore, limits),
    verdict: decide(imageScore, limits) as TestVerdict['verdict'],
  };
}

/**
 * Returns one score a part: of several pictures of a good or a bad part the one with the highest score, as the station
 * would call the part by its worst frame. In the order in which the parts came.
 */
export function worstOfParts<S extends KnownScore>(scores: readonly S[]): S[] {
  const parts = new Map<string, S>();
  for (const score of scores) {
    const { partId, pictureId, known } = score;
    const part = partId === null ? pictureId : `${known} ${partId}`;
    const before = parts.get(part);
    if (before === undefined || score.imageScore > before.imageScore) parts.set(part, score);
  }
  return [...parts.values()];
}
