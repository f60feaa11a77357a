import { z } from 'zod';

/** The processes that handle jobs. */
export type HandlingApp = 'worker' | 'calibrator' | 'watcher';

export interface QueuePolicy {
  /** Tries in all before a job has failed for good. */
  readonly attempts: number;
  /** Wait before the second try, milliseconds; it doubles with each further one. */
  readonly firstDelayMs: number;
  readonly longestDelayMs: number;
  /** A worker that says nothing for so long has lost its job. Longer than the thread is ever blocked. */
  readonly lockMs: number;
  /** The milliseconds between two looks for lost jobs. */
  readonly stalledCheckMs: number;
  /** The number of times that a job may lose its worker before it has failed: what kills every worker must end. */
  readonly maxStalls: number;
  /** The number of finished jobs that are kept for a person to look at; older ones go. */
  readonly keep: { readonly completed: number; readonly failed: number };
}

/** The place where the jobs of a queue are found again that Redis has lost. */
export interface LostJobs {
  /** The subjects of the records that owe this queue a job, by the names that `OwedJobs` of storage gives them. */
  readonly among: readonly string[];
  /** The milliseconds that a record must have waited; below, it is left alone: its job may just be on its way. */
  readonly afterMs: number;
}

/**
 * One queue, and all that has to be said of it. Producer, worker, shutdown, metrics and the sweep of lost jobs follow
 * from it. `T` is what a job carries: ids and small facts, never pixels.
 */
export interface QueueEntry<T extends object = object> {
  readonly name: string;
  readonly schema: z.ZodType<T>;
  /** Returns the job's id; the same id again is the same job. */
  jobId(job: T): string;
  /** The process that handles its jobs, and refuses to start without exactly one handler for them. */
  readonly handledBy: HandlingApp;
  readonly policy: QueuePolicy;
  readonly lost: LostJobs;
  /** Returns whose job it is; who share a queue are served in turns. Absent: jobs are served in the order they came. */
  sharer?(job: T): string;
  /** Tells whether a job goes before all turns. */
  goesFirst?(job: T): boolean;
  /** Returns the milliseconds since 1970 by which a job must be done: it goes before those that have no such time. */
  dueAt?(job: T): number | null;
  /** The milliseconds from one job to the next, for a queue whose one job comes by the clock. */
  readonly everyMs?: number;
}

/** Checks an entry against its schema's type. */
export function queueOf<T extends object>(entry: QueueEntry<T>): QueueEntry<T> {
  return entry;
}

const nothing = z.object({});
export type ClockedJob = z.infer<typeof nothing>;

/**
 * Returns a queue whose one job comes again and again, one at a time in all processes together. A round that fails is
 * not tried again: the next one does what it left. `lockMs` is longer than a round ever holds its thread.
 */
export function clockedQueue(
  name: string,
  { handledBy, everyMs, lockMs }: { handledBy: HandlingApp; everyMs: number; lockMs: number },
): QueueEntry<ClockedJob> {
  return {
    name,
    schema: nothing,
    jobId: () => name,
    handledBy,
    policy: {
      attempts: 1,
      firstDelayMs: everyMs,
      longestDelayMs: everyMs,
      lockMs,
      stalledCheckMs: lockMs / 2,
      maxStalls: 1,
      keep: { completed: 10, failed: 100 },
    },
    lost: { among: [], afterMs: 0 },
    everyMs,
  };
}
