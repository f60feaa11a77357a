import { z } from 'zod';
import { safeText } from '../frames/safe-text.js';

const rate = z.number().gt(0).lt(0.5);

/** A budget of false alarms in the plant's own words: at most `falseAlarms` among `parts` good ones. */
export const alarmBudget = z
  .strictObject({
    falseAlarms: z.number().gt(0),
    parts: z.int().min(1),
    /** The span in which that many parts are made, for people: a shift, a day. */
    per: safeText.min(1).max(60).default('shift'),
  })
  .refine((b) => b.falseAlarms < b.parts / 2, 'the budget must be under half of the parts');
export type AlarmBudget = z.infer<typeof alarmBudget>;

/** A share of good parts, or a budget. */
export const alarmTarget = z.union([rate, alarmBudget]);
export type AlarmTarget = z.infer<typeof alarmTarget>;

/** Returns the share of good parts that a target allows. */
export function rateOf(target: AlarmTarget): number {
  return typeof target === 'number' ? target : target.falseAlarms / target.parts;
}

/**
 * The method that makes a limit of the held-out scores: their conformal quantile; their maximum; or a generalised
 * Pareto tail over a threshold, for rates rarer than the data can show (always marked as extrapolated).
 */
export const limitMethod = z.enum(['conformal', 'maximum', 'peaks-over-threshold']);
export type LimitMethod = z.infer<typeof limitMethod>;

const shape = {
  reject: alarmTarget,
  review: alarmTarget,
  method: limitMethod,
  /** Share of good parts that may be put to review while a model is provisional; no wider than `review` where that is more. */
  whileProvisional: rate,
};

/** Target false-alarm rates of the two limits, and how limits are set. */
export const targets = z
  .object({
    reject: shape.reject.default(0.01),
    review: shape.review.default(0.05),
    method: shape.method.default('conformal'),
    whileProvisional: shape.whileProvisional.default(0.1),
  })
  .refine(
    (t) => rateOf(t.review) >= rateOf(t.reject),
    'the review rate must be at least the reject rate',
  );
export type Targets = z.infer<typeof targets>;

/** The targets of one calibration: what is not said is as the station has it. */
export const askedTargets = z
  .object(shape)
  .partial()
  .refine(
    ({ reject, review }) =>
      reject === undefined || review === undefined || rateOf(review) >= rateOf(reject),
    'the review rate must be at least the reject rate',
  );
export type AskedTargets = z.infer<typeof askedTargets>;

/**
 * Returns the targets of a calibration: what it asks for, the rest as the station has it. Where only one of the two rates is asked
 * for and they would cross, the other one follows it.
 */
export function targetsFor(station: Targets, asked: AskedTargets): Targets {
  const given = Object.fromEntries(
    Object.entries(asked).filter(([, value]) => value !== undefined),
  );
  const { reject, review, ...rest } = { ...station, ...given };
  if (rateOf(review) >= rateOf(reject)) return { ...rest, reject, review };
  const both = asked.review ?? reject;
  return { ...rest, reject: both, review: both };
}
