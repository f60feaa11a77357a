import { z } from 'zod';
import { instant, sha256 } from '../frames/ids.js';
import { limitMethod } from '../stations/targets.js';

/** A generalised Pareto tail over a threshold, fitted to the excesses of the largest held-out scores. */
export const tailFit = z.object({
  threshold: z.number(),
  exceedances: z.int(),
  shape: z.number(),
  scale: z.number(),
  /** Goodness of fit: Anderson-Darling statistic and its p-value; a poor fit falls back. */
  statistic: z.number(),
  pValue: z.number(),
});
export type TailFit = z.infer<typeof tailFit>;

/** One limit and what it promises. Conformal and maximum: the j-th largest of n held-out part scores. */
export const limitPromise = z.object({
  target: z.number(),
  method: limitMethod.default('conformal'),
  /** The rank from the top of the order statistic that is the limit; the true rate follows Beta(j, n - j + 1). */
  j: z.int().positive(),
  parts: z.int().positive(),
  /** The expected false-alarm rate: j / (n + 1), or the fitted tail's rate. */
  expectedRate: z.number(),
  /** The exact 95 % interval of the true rate. */
  interval95: z.tuple([z.number(), z.number()]),
  /**
   * Tells whether there are fewer parts than the target needs: the limit is the largest score, the promise is weaker.
   */
  provisional: z.boolean(),
  partsMissing: z.int().min(0),
  /** The rate is rarer than the data can show and rests on the fitted tail. */
  extrapolated: z.boolean().default(false),
  tail: tailFit.nullable().default(null),
  /** The reason why the method that was asked for was not used; null when it was. */
  fallback: z.string().nullable().default(null),
  /** The target that was asked for, and why this one is wider, while the model is provisional; null where it is as asked for. */
  widened: z.object({ asked: z.number(), because: z.string() }).nullable().default(null),
});
export type LimitPromise = z.infer<typeof limitPromise>;

export const limits = z.object({
  warn: z.number(),
  reject: z.number(),
  /** Spread of the held-out scores; the display score is sigmoid((s - reject) / scale). */
  scale: z.number().positive(),
});
export type Limits = z.infer<typeof limits>;

/**
 * The numbers of parts by what told them apart: a part id, lot and time, a burst of look-alikes, or one frame alone.
 */
export const grouping = z.object({
  byPartId: z.int(),
  byLotAndTime: z.int(),
  byLikeness: z.int(),
  alone: z.int(),
});
export type Grouping = z.infer<typeof grouping>;

/** A part whose held-out score is near a limit: who set it. */
export const limitSetter = z.object({
  frameId: z.string(),
  partId: z.string().nullable(),
  score: z.number(),
  limit: z.enum(['warn', 'reject']),
});

/** The review and the reject limit, without the scale. */
export const bothLimits = limits.pick({ warn: true, reject: true });
export type BothLimits = z.infer<typeof bothLimits>;

/** The place on the grid where a normal is oddest, and what other normals have there. */
export const oddPlace = z.object({
  row: z.int().min(0),
  column: z.int().min(0),
  rows: z.int().positive(),
  columns: z.int().positive(),
  /** The patch score there; then the median and the highest of the other parts' frames at the same place. */
  patchScore: z.number(),
  usual: z.number(),
  highest: z.number(),
});
export type OddPlace = z.infer<typeof oddPlace>;

/** One of the parts with the highest held-out scores, by its worst frame, and what would follow if it were left out. */
export const oddNormal = z.object({
  frameId: z.string(),
  partId: z.string().nullable(),
  score: z.number(),
  /** The distance of the score from the median of all, in spreads of the held-out scores. */
  spreads: z.number(),
  place: oddPlace,
  /** The limits if it alone were left out of them. */
  without: bothLimits,
  /** The limits if it and all odder ones were left out. */
  withoutOdder: bothLimits,
});
export type OddNormal = z.infer<typeof oddNormal>;

/** The parts that a person called rare but good: in the bank, and left out of the limits. */
export const rareParts = z.object({
  parts: z.int().positive(),
  frames: z.array(z.string()),
  /** The held-out score of each part, ascending. */
  scores: z.array(z.number()),
  /** The number of these parts that lie over each limit. */
  over: z.object({ warn: z.int(), reject: z.int() }),
});
export type RareParts = z.infer<typeof rareParts>;

/** A frame that was kept out of the normals, and why. */
export const setAsideReason = z.enum([
  'unreadable',
  'blurred',
  'badly-exposed',
  'shifted',
  'frozen',
  'duplicate',
  'extreme',
  'near-defect',
  'hides-defect',
]);
export type SetAsideReason = z.infer<typeof setAsideReason>;

export const screeningSummary = z.object({
  looked: z.int(),
  setAside: z.int(),
  byReason: z.partialRecord(setAsideReason, z.int()),
  /** Share of the defects among the normals that the screen expects to have passed, and why it expects that. */
  expectedMissed: z.object({ share: z.number(), because: z.string() }).nullable(),
});
export type ScreeningSummary = z.infer<typeof screeningSummary>;

/** The number of bits of 16 bit samples that the normals fill, from the low end: frames are scaled by it. */
export const sampleBits = z.object({
  bits: z.int().min(8).max(16),
  /** Largest sample of the normals, of 65535; null where it was not looked for. */
  largest: z.int().nullable(),
  /** Set by the station, or found from the normals. */
  from: z.enum(['setting', 'normals']),
});
export type SampleBits = z.infer<typeof sampleBits>;

/**
 * How much higher held-out scores are than those of unseen parts are expected to be, in spreads of the held-out scores: what
 * leaving out one more fold did to the scores of some frames. `left` is a fold's share of the parts.
 */
export const heldOutBias = z.object({
  spreads: z.number(),
  frames: z.int().positive(),
  left: z.number(),
});
export type HeldOutBias = z.infer<typeof heldOutBias>;

export const certificate = z.object({
  method: z.literal('conformal-grouped-kfold'),
  frames: z.int(),
  parts: z.int(),
  folds: z.int(),
  seed: z.int(),
  warn: limitPromise,
  reject: limitPromise,
  provisional: z.boolean(),
  /** Held-out score of each part (its worst frame), ascending. */
  heldOutScores: z.array(z.number()),
  /** Null where normals were added to a model, and in models of before. */
  heldOutBias: heldOutBias.nullable().default(null),
  grouping: grouping.nullable().default(null),
  /** The frames whose scores lie nearest to the limits, at most ten a limit, the nearest first. */
  limitSetters: z.array(limitSetter).default([]),
  /** The parts with the highest held-out scores, at most five, the oddest first; empty in older models. */
  oddNormals: z.array(oddNormal).default([]),
  /** The parts that are left out of the limits, which then promise nothing of parts like them; null without any. */
  rare: rareParts.nullable().default(null),
  screening: screeningSummary.nullable().default(null),
  /** The number of independent parts that each rate still needs before it can be promised. */
  partsNeeded: z.array(z.object({ rate: z.number(), missing: z.int() })).default([]),
  /** The bits of the normals' samples; null where the normals have no 16 bit samples, and in older models. */
  sampleBits: sampleBits.nullable().default(null),
  /** Sentences for people. */
  cannotPromise: z.array(z.string()).default([]),
  hashes: z
    .object({
      bank: sha256,
      /** The bank of the second input; null where there is none. */
      secondBank: sha256.nullable().default(null),
      backbone: sha256,
      normals: sha256,
    })
    .nullable()
    .default(null),
  made: z.object({ by: z.string(), at: instant, why: z.string() }).nullable().default(null),
});
export type Certificate = z.infer<typeof certificate>;
