import { z } from 'zod';
import { instant, stationId } from '../frames/ids.js';
import { storageFigures } from '../stations/retention.js';

/** What the API needs to do its work, as it found it just now. */
export const systemCheck = z.object({
  name: z.string(),
  up: z.boolean(),
  ms: z.number(),
  /** The reason why it is down; null while it is up. */
  reason: z.string().nullable(),
});
export type SystemCheck = z.infer<typeof systemCheck>;

/** A queue, and the processes that take its jobs. */
export const systemQueue = z.object({
  name: z.string(),
  /** The sort of process that handles it. */
  handledBy: z.string(),
  /** The processes that listen to it now. */
  processes: z.int(),
  waiting: z.int(),
  active: z.int(),
  /** Jobs that wait for their next try. */
  delayed: z.int(),
  /** Age of the oldest waiting job; 0 without one. */
  oldestMs: z.number(),
  /** The milliseconds from one job to the next where it goes by the clock; null for what is asked for. */
  everyMs: z.number().nullable(),
});
export type SystemQueue = z.infer<typeof systemQueue>;

/** Frames of a station that could not be inspected, by why. */
export const failedFrames = z.object({
  stationId,
  code: z.string(),
  frames: z.int(),
  lastAt: instant,
});
export type FailedFramesOf = z.infer<typeof failedFrames>;

/** What an administrator looks at first when something is wrong. */
export const systemState = z.object({
  version: z.string(),
  node: z.string(),
  /** The time at which the API that answers was started. */
  startedAt: instant,
  checks: z.array(systemCheck),
  /** Empty, with `queues` as down among the checks, where Redis is away. */
  queues: z.array(systemQueue),
  failed: z.array(failedFrames),
  storage: storageFigures,
});
export type SystemState = z.infer<typeof systemState>;
