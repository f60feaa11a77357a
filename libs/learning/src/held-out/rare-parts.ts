import { type Limits, type RareParts, TouchstoneError } from '#contracts';
import { decide } from '#calibration';
import type { HeldOutFrame } from '../learned.js';

/** The number of parts that must be left to set limits from. */
const fewestTypical = 2;

/** Held-out frames by what a person said of their parts. */
export interface CountedFrames {
  /** Frames of the parts that set the limits. */
  readonly typical: readonly HeldOutFrame[];
  /** Frames of the parts that are left out of the limits. */
  readonly rare: readonly HeldOutFrame[];
}

/**
 * Parts the frames: a part of which one frame was called rare but good is rare with all of its frames, since rates are
 * rates of parts. @throws TouchstoneError too-few-normals when fewer than two parts are left to set limits from.
 */
export function countedFrames(
  frames: readonly HeldOutFrame[],
  isRare: (frameId: string) => boolean,
): CountedFrames {
  const rareParts = new Set(frames.filter(({ id }) => isRare(id)).map(({ part }) => part));
  const typical = frames.filter(({ part }) => !rareParts.has(part));
  const left = new Set(typical.map(({ part }) => part)).size;
  if (left < fewestTypical)
    throw new TouchstoneError(
      'too-few-normals',
      `${rareParts.size} parts were called rare but good, and ${left} are left to set limits from; at least ${fewestTypical} are needed. Call some of them typical.`,
    );
  return { typical, rare: frames.filter(({ part }) => rareParts.has(part)) };
}

/** Returns what the certificate says of the parts that are left out; null without any. `scores` has one a part. */
export function rarePartsOf(
  rare: readonly HeldOutFrame[],
  scores: readonly number[],
  limits: Limits,
): RareParts | null {
  if (scores.length === 0) return null;
  const verdicts = scores.map((score) => decide(score, limits));
  return {
    parts: scores.length,
    frames: rare.map(({ id }) => id),
    scores: scores.toSorted((a, b) => a - b),
    over: {
      warn: verdicts.filter((verdict) => verdict !== 'ok').length,
      reject: verdicts.filter((verdict) => verdict === 'defect').length,
    },
  };
}
