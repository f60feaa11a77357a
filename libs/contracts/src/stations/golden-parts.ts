import { z } from 'zod';
import { frameId, instant, modelId, stationId } from '../frames/ids.js';
import { person } from '../reviews/reviews.js';
import { verdict } from '../frames/verdicts.js';
import { safeText } from '../frames/safe-text.js';

/** A golden part's name at its station. */
export const goldenPartId = z
  .string()
  .regex(/^[a-z0-9][a-z0-9_-]{0,62}$/, 'a golden part id is 1 to 63 of a-z, 0-9, "-" and "_"');

/** A known good or known bad part that is shown to the station on purpose. */
export const goldenPart = z.object({
  id: goldenPartId,
  stationId,
  title: z.string(),
  /** The verdict that must come out. */
  verdict: z.enum(['ok', 'defect']),
  /** The ends of the range in which the image score must lie; a null end is open. */
  lowest: z.number().nullable(),
  highest: z.number().nullable(),
  addedBy: z.string(),
  addedAt: instant,
});
export type GoldenPart = z.infer<typeof goldenPart>;

export const goldenPartRequest = z.strictObject({
  title: safeText.max(200).default(''),
  verdict: z.enum(['ok', 'defect']),
  lowest: z.number().nullable().default(null),
  highest: z.number().nullable().default(null),
  by: person.default('operator'),
});
export type GoldenPartRequest = z.infer<typeof goldenPartRequest>;

/** The rules of when a station must be challenged before it takes production frames. */
export const challengeSettings = z.object({
  required: z.boolean().default(false),
  /** Hours after which a passed challenge is spent: a shift. */
  everyHours: z.number().min(0.1).max(744).default(8),
  /** A new active model needs a new challenge. */
  onNewModel: z.boolean().default(true),
});
export type ChallengeSettings = z.infer<typeof challengeSettings>;

export const challengeRequest = z.strictObject({
  /** The reason of the challenge: shift start, change-over to a product, after maintenance. */
  reason: safeText.max(200).default('shift start'),
  by: person.default('operator'),
});
export type ChallengeRequest = z.infer<typeof challengeRequest>;

/** One showing of a golden part within a challenge. */
export const challengeShowing = z.object({
  goldenPartId,
  frameId,
  verdict,
  imageScore: z.number(),
  displayScore: z.number(),
  /** The model that judged it. */
  modelId,
  passed: z.boolean(),
  /** The fault of the showing, for people; null when it passed. */
  why: z.string().nullable(),
  at: instant,
});
export type ChallengeShowing = z.infer<typeof challengeShowing>;

/** The log of one challenge: passed when every golden part's last showing passed. */
export const challenge = z.object({
  id: z.uuid(),
  stationId,
  reason: z.string(),
  by: z.string(),
  openedAt: instant,
  state: z.enum(['open', 'passed', 'failed', 'abandoned']),
  modelId: modelId.nullable(),
  showings: z.array(challengeShowing),
  /** The golden parts that were not shown yet. */
  missing: z.array(goldenPartId),
  endedAt: instant.nullable(),
});
export type Challenge = z.infer<typeof challenge>;

/** The state of a station's gate: whether it takes production frames, and until when. */
export const gate = z.object({
  stationId,
  open: z.boolean(),
  /** The reason why the gate is open or closed, for people. */
  why: z.string(),
  until: instant.nullable(),
  challenge: challenge.nullable(),
});
export type Gate = z.infer<typeof gate>;
