import { z } from 'zod';
import { calibrationId, instant, modelId, stationId } from '../frames/ids.js';
import { safeText } from '../frames/safe-text.js';
import { jobState } from './job-state.js';
import { certificate } from '../models/certificate.js';
import { recipe } from '../test-sets/recipes.js';
import { person } from '../reviews/reviews.js';
import { askedTargets, targets } from '../stations/targets.js';

export const calibrationRequest = z.strictObject({
  activate: z.boolean().default(true),
  /** What is not said of them is as the station has it. */
  targets: askedTargets.optional(),
  /** Adds the new normals to the active model; without one, or with other settings, it is built anew. */
  incremental: z.boolean().default(false),
  /** How this one model is made; what it does not say is as the station has it, whose settings stay. */
  recipe: recipe.optional(),
  by: person.default('operator'),
  why: safeText.max(2000).default(''),
});
export type CalibrationRequest = z.infer<typeof calibrationRequest>;
/** The request as a caller writes it: what has a default may be left out. */
export type CalibrationAsked = z.input<typeof calibrationRequest>;

/** The settings of a calibration as they are kept: who asked may have said less. */
export const calibrationSettings = z.object({
  activate: z.boolean(),
  incremental: z.boolean(),
  /** The number of the station's normals when the calibration was asked for. */
  normals: z.int(),
  /** The targets that were asked for; null: those of the station's settings. */
  targets: targets.nullable(),
  /** The recipe that was asked for; null: that of the station's settings. */
  recipe: recipe.nullable().default(null),
});
export type CalibrationSettings = z.infer<typeof calibrationSettings>;

export const calibrationProgress = z.object({
  /** The step: `embed`, `screen`, `bank`, `held-out`, `limits`, `store`; then `test-set` where the station has one. */
  step: z.string(),
  done: z.int(),
  of: z.int(),
});
export type CalibrationProgress = z.infer<typeof calibrationProgress>;

/** The outcome of `activate` once a calibration's model is made. */
const modelActivation = z
  .enum(['done', 'waiting', 'withdrawn', 'rehearsal-needed', 'test-set-misses'])
  .nullable();

/** The result of a calibration. */
export const calibrationResult = z.object({
  modelId,
  certificate,
  activation: modelActivation,
});
export type CalibrationResult = z.infer<typeof calibrationResult>;

export const calibration = z.object({
  id: calibrationId,
  stationId,
  state: jobState,
  activate: z.boolean(),
  incremental: z.boolean().default(false),
  /** The person who asked for the calibration; `why` is the reason that they gave. */
  by: z.string().default('operator'),
  why: z.string().default(''),
  progress: calibrationProgress.nullable(),
  normals: z.int(),
  modelId: modelId.nullable(),
  /**
   * The outcome of `activate`: the model is live, waits for a second person, or stays a candidate until it was
   * rehearsed, or since it passes bad test pictures that the active one catches, as the station wants it; null while it
   * runs, and where nobody asked for it.
   */
  activation: modelActivation.default(null),
  certificate: certificate.nullable(),
  failure: z.object({ code: z.string(), detail: z.string() }).nullable(),
  requestedAt: instant,
  startedAt: instant.nullable(),
  endedAt: instant.nullable(),
});
export type Calibration = z.infer<typeof calibration>;
