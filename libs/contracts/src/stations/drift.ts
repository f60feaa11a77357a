import { z } from 'zod';
import { instant, modelId, stationId } from '../frames/ids.js';

/** A signal that is watched. `scores`: p-values of parts judged normal. `alarm-rate`: the line's own decision. */
export const driftSignal = z.enum([
  'scores',
  'alarm-rate',
  'focus',
  'exposure',
  'colour',
  'shift',
  'embedding',
]);
export type DriftSignal = z.infer<typeof driftSignal>;

export const driftSettings = z.object({
  enabled: z.boolean().default(true),
  /** Parts between two false alarms of one signal, at least, on a line that does not drift. */
  partsBetweenFalseAlarms: z.int().min(100).max(100_000_000).default(50_000),
  /** The alarm rate that the line accepts, and the one that must be noticed. */
  acceptedAlarmRate: z.number().gt(0).lt(0.5).default(0.005),
  noticedAlarmRate: z.number().gt(0).lt(0.9).default(0.02),
});
export type DriftSettings = z.infer<typeof driftSettings>;

/** One sequential test as it stands: an alarm is raised when `statistic` passes `threshold`. */
export const driftStatus = z.object({
  signal: driftSignal,
  statistic: z.number(),
  threshold: z.number(),
  /** The number of parts it has seen since it was last started. */
  parts: z.int(),
  drifting: z.boolean(),
  since: instant.nullable(),
  /** The state in words for people: what moved, by how much, which way. */
  text: z.string(),
  /** Value among the normals and now, in the signal's own unit. */
  usual: z.number().nullable(),
  now: z.number().nullable(),
});
export type DriftStatus = z.infer<typeof driftStatus>;

/** Figures of one stretch of time, for the picture over time. */
export const driftWindow = z.object({
  from: instant,
  until: instant,
  frames: z.int(),
  alarms: z.int(),
  invalid: z.int(),
  score: z.object({ q10: z.number(), q50: z.number(), q90: z.number(), q99: z.number() }),
  focus: z.number().nullable(),
  exposure: z.number().nullable(),
  castRed: z.number().nullable(),
  castBlue: z.number().nullable(),
  shiftX: z.number().nullable(),
  shiftY: z.number().nullable(),
  /** Distance of the mean image embedding from the normals', in their own spread. */
  embeddingShift: z.number().nullable(),
});
export type DriftWindow = z.infer<typeof driftWindow>;

export const driftReport = z.object({
  stationId,
  modelId: modelId.nullable(),
  signals: z.array(driftStatus),
  windows: z.array(driftWindow),
  /** Promised and observed share of defect verdicts among parts, for the promise beside the practice. */
  promisedRate: z.number().nullable(),
  observedRate: z.number().nullable(),
  observedParts: z.int(),
});
export type DriftReport = z.infer<typeof driftReport>;
