import { z } from 'zod';
import { instant, modelId, sha256, stationId } from './ids.js';

/** A rectangle in fractions of the oriented frame, 0 to 1. */
export const regionOfInterest = z
  .object({
    x: z.number().min(0).max(1),
    y: z.number().min(0).max(1),
    width: z.number().gt(0).max(1),
    height: z.number().gt(0).max(1),
  })
  .refine(
    (r) => r.x + r.width <= 1.000001 && r.y + r.height <= 1.000001,
    'the region leaves the frame',
  );
export type RegionOfInterest = z.infer<typeof regionOfInterest>;

export const bankSettings = z.object({
  /** Rows kept by the coreset. */
  rows: z.int().min(10).max(100_000).default(2000),
  seed: z.int().min(0).default(1),
});
export type BankSettings = z.infer<typeof bankSettings>;

export const scoreSettings = z.object({
  /** How patch scores become the image score; `reweighted` is PatchCore's paper, equation 7. */
  method: z.enum(['worst-mean', 'maximum', 'reweighted']).default('worst-mean'),
  /** Patches in the mean of the worst. */
  worst: z.int().min(1).max(1000).default(10),
  /** Neighbours (k) looked at for the re-weighting; the patch score itself is 1-NN. */
  neighbours: z.int().min(1).max(50).default(1),
});
export type ScoreSettings = z.infer<typeof scoreSettings>;

/** Target false-alarm rates, as shares of good parts. */
export const targets = z
  .object({
    reject: z.number().gt(0).lt(0.5).default(0.01),
    review: z.number().gt(0).lt(0.5).default(0.05),
  })
  .refine((t) => t.review >= t.reject, 'the review rate must be at least the reject rate');
export type Targets = z.infer<typeof targets>;

/** One limit and what it promises: the j-th largest of n held-out part scores. */
export const limitPromise = z.object({
  target: z.number(),
  /** Which order statistic from the top; the true rate follows Beta(j, n - j + 1). */
  j: z.int().positive(),
  parts: z.int().positive(),
  /** j / (n + 1), the expected false-alarm rate. */
  expectedRate: z.number(),
  /** Exact 95 % interval of the true rate. */
  interval95: z.tuple([z.number(), z.number()]),
  /** Fewer parts than the target needs: the limit is the largest score, the promise is weaker. */
  provisional: z.boolean(),
  partsMissing: z.int().min(0),
});
export type LimitPromise = z.infer<typeof limitPromise>;

export const limits = z.object({
  warn: z.number(),
  reject: z.number(),
  /** Spread of the held-out scores; the display score is sigmoid((s - reject) / scale). */
  scale: z.number().positive(),
});
export type Limits = z.infer<typeof limits>;

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
});
export type Certificate = z.infer<typeof certificate>;

/** A frame with what it must score: a worker that differs refuses the model. */
export const referenceFrame = z.object({
  frameId: z.string(),
  blob: z.string(),
  imageScore: z.number(),
});

/** What a station's model says of itself; immutable once written. */
export const modelManifest = z.object({
  format: z.literal('touchstone-model/1'),
  id: modelId,
  station: stationId,
  version: z.int().positive(),
  madeAt: instant,
  backbone: z.object({ name: z.string(), version: z.string(), sha256 }),
  inputSize: z.object({ width: z.int(), height: z.int() }),
  regionOfInterest: regionOfInterest.nullable(),
  bank: z.object({
    blob: z.string(),
    sha256,
    rows: z.int(),
    dimensions: z.int(),
    settings: bankSettings,
  }),
  score: scoreSettings,
  limits,
  certificate,
  references: z.array(referenceFrame).default([]),
});
export type ModelManifest = z.infer<typeof modelManifest>;
