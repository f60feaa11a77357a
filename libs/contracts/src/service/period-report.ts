import { z } from 'zod';
import { cameraCause } from '../frames/camera.js';
import { instant, stationId } from '../frames/ids.js';
import { verdict } from '../frames/verdicts.js';
import { auditEntry } from '../jobs/rehearsals.js';
import { family } from '../reviews/families.js';
import { reviewAnswer } from '../reviews/reviews.js';

/** The longest period of a report, in days: a year and a day. */
export const mostReportDays = 367;

export const reportQuery = z
  .object({
    from: instant,
    until: instant,
    format: z.enum(['json', 'csv']).default('json'),
  })
  .refine(({ from, until }) => new Date(from) < new Date(until), {
    path: ['until'],
    message: 'a period ends after it began',
  })
  .refine(
    ({ from, until }) =>
      new Date(until).getTime() - new Date(from).getTime() <= mostReportDays * 86_400_000,
    { path: ['from'], message: `a period of at most ${mostReportDays} days is expected` },
  );
export type ReportQuery = z.infer<typeof reportQuery>;

/** A count among others, as a share with its exact 95 % interval; the share of none is null. */
export const periodShare = z.object({
  count: z.int(),
  of: z.int(),
  share: z.number().nullable(),
  interval95: z.tuple([z.number(), z.number()]),
});
export type PeriodShare = z.infer<typeof periodShare>;

/** The parts whose first frame lies in one stretch of the period, on a p-chart. */
export const periodPoint = z.object({
  from: instant,
  parts: z.int(),
  defects: z.int(),
  reviews: z.int(),
  /** The share called defect, and three standard errors around the period's mean for so many parts. */
  share: z.number(),
  low: z.number(),
  high: z.number(),
  /** Tells whether the share lies outside of them. */
  beyond: z.boolean(),
});
export type PeriodPoint = z.infer<typeof periodPoint>;

/** A station over a period. Golden parts are left out; a part counts once, with the worst verdict of its frames. */
export const periodReport = z.object({
  stationId,
  from: instant,
  until: instant,
  frames: z.object({ ok: z.int(), review: z.int(), defect: z.int(), invalid: z.int() }),
  /** The parts called defect, and those put to review. */
  defects: periodShare,
  reviews: periodShare,
  /** The promise of the active model, beside the share of good parts that may be called defect. */
  promise: z.object({
    budget: z.number(),
    modelVersion: z.int().nullable(),
    expectedRate: z.number().nullable(),
    interval95: z.tuple([z.number(), z.number()]).nullable(),
  }),
  chart: z.object({
    /** The length of a stretch, in minutes. */
    minutes: z.int(),
    mean: z.number().nullable(),
    points: z.array(periodPoint),
  }),
  /** Alerts by family, the most first; null is those in none. */
  families: z.array(
    z.object({
      family: family.pick({ id: true, name: true, nameFrom: true }).nullable(),
      alerts: z.int(),
    }),
  ),
  /** The answers of the period that stand, by the verdict that they were given to. */
  answers: z.array(z.object({ verdict, answer: reviewAnswer, count: z.int() })),
  /** Of the answered parts that were called defect, those that people called good. */
  falseAlarms: periodShare,
  people: z.array(z.object({ by: z.string(), answers: z.int() })),
  camera: z.array(z.object({ cause: cameraCause, frames: z.int() })),
  challenges: z.object({ passed: z.int(), failed: z.int() }),
  /** What people changed, newest first, at most 500 entries of the audit trail; answers are counted above. */
  changes: z.array(auditEntry),
});
export type PeriodReport = z.infer<typeof periodReport>;
