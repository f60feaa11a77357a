import { z } from 'zod';
import { frameId, instant, modelId, stationId } from '../frames/ids.js';
import { safeText } from '../frames/safe-text.js';
import { verdict } from '../frames/verdicts.js';
import { verdictFlip } from '../jobs/rehearsals.js';
import { person } from '../reviews/reviews.js';
import { bothLimits } from './certificate.js';
import { inspectionsLookedAt } from './odd-normals.js';

/** Limits of a model that a person set in place of those that its calibration made. */
export const limitsByHand = bothLimits.extend({
  /** Goes up with each change of the model's limits; an inspection says which judged it. */
  version: z.int().positive(),
  by: z.string(),
  approvedBy: z.string().nullable(),
  at: instant,
  why: z.string(),
});
export type LimitsByHand = z.infer<typeof limitsByHand>;

const why = safeText.trim().min(1, 'a reason is expected').max(2000);

/** A limit that is not said stays as it is in force. */
export const limitsRequest = z.strictObject({
  review: z.number().optional(),
  reject: z.number().optional(),
  why,
  by: person.default('operator'),
});
export type LimitsRequest = z.infer<typeof limitsRequest>;

export const clearLimitsRequest = z.strictObject({ why, by: person.default('operator') });
export type ClearLimitsRequest = z.infer<typeof clearLimitsRequest>;

/** One change of a model's limits by a person, asked for or done. */
export const limitChange = z.object({
  id: z.uuid(),
  stationId,
  modelId,
  /** `clear` brings the limits back that the calibration made. */
  kind: z.enum(['set', 'clear']),
  review: z.number().nullable(),
  reject: z.number().nullable(),
  /** The version of the limits that it made; null while it waits, and where it was withdrawn. */
  version: z.int().nullable(),
  state: z.enum(['waiting', 'done', 'withdrawn']),
  by: z.string(),
  why: z.string(),
  askedAt: instant,
  approvedBy: z.string().nullable(),
  doneAt: instant.nullable(),
});
export type LimitChange = z.infer<typeof limitChange>;

/** Counts of scores in equal steps from `from` to `to`; what lies beyond either end is counted in the last step there. */
export const scoreHistogram = z.object({
  from: z.number(),
  to: z.number(),
  /** Held-out scores of the parts that set the limits. */
  normals: z.array(z.int()),
  /** The last inspections by this model. */
  inspections: z.array(z.int()),
});
export type ScoreHistogram = z.infer<typeof scoreHistogram>;

export const limitsOfModel = z.object({
  stationId,
  modelId,
  version: z.int(),
  active: z.boolean(),
  /** The limits that judge. */
  inForce: bothLimits,
  /** The limits that the calibration made. */
  own: bothLimits,
  byHand: limitsByHand.nullable(),
  /** The last change that a person made at the station, of whatever model: a calibration makes its own limits again. */
  lastByHand: limitChange.nullable(),
  /** The changes of this model's limits, newest first, at most fifty. */
  changes: z.array(limitChange),
  /** Whether a second person must approve a change. */
  secondPerson: z.boolean(),
  histogram: scoreHistogram,
});
export type LimitsOfModel = z.infer<typeof limitsOfModel>;

/** The good parts that are expected over a limit, from the held-out scores. */
export const falseAlarms = z.object({
  /** The number of held-out parts over it, and of all. */
  over: z.int(),
  parts: z.int(),
  /** (over + 1) / (parts + 1): at most this share of further parts of the same kind, on average. */
  expectedRate: z.number(),
  /** The exact 95 % interval of the true rate (Clopper and Pearson). */
  interval95: z.tuple([z.number(), z.number()]),
});
export type FalseAlarms = z.infer<typeof falseAlarms>;

/** What frames whose truth is known would be called. */
export const knownShares = z.object({
  known: z.int(),
  defect: z.int(),
  review: z.int(),
  ok: z.int(),
  /** The exact 95 % interval of the share that is not passed; null where none is known. */
  notPassed95: z.tuple([z.number(), z.number()]).nullable(),
});
export type KnownShares = z.infer<typeof knownShares>;

/** What a pair of limits does. */
export const limitsEffect = z.object({
  limits: bothLimits,
  falseAlarms: z.object({ review: falseAlarms, reject: falseAlarms }),
  /** The last inspections by this model. */
  inspections: z.object({ ok: z.int(), review: z.int(), defect: z.int() }),
  /** Of these, what people answered. */
  reviewed: z.object({ good: knownShares, bad: knownShares }),
  /** The station's test set as the model scored it; none is known where it was not judged with this model. */
  testSet: z.object({ good: knownShares, bad: knownShares }),
});
export type LimitsEffect = z.infer<typeof limitsEffect>;

/** What other limits would do, beside those in force; nothing is changed. */
export const limitsWhatIf = z.object({
  modelId,
  version: z.int(),
  now: limitsEffect,
  then: limitsEffect,
  inspections: z.int(),
  changed: z.int(),
  flips: z.array(verdictFlip),
  /** The newest inspections whose verdict would change, at most fifty. */
  frames: z.array(
    z.object({
      frameId,
      inspectedAt: instant,
      score: z.number(),
      from: verdict,
      to: verdict,
    }),
  ),
});
export type LimitsWhatIf = z.infer<typeof limitsWhatIf>;

const typedLimit = z.coerce.number().optional();

export const whatIfQuery = z.object({
  review: typedLimit,
  reject: typedLimit,
  inspections: inspectionsLookedAt.default(10_000),
});
export const limitsQuery = z.object({ inspections: inspectionsLookedAt.default(10_000) });
