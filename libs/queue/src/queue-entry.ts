import type { z } from 'zod';

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
  /** How often lost jobs are looked for. */
  readonly stalledCheckMs: number;
  /** How often a job may lose its worker before it has failed: what kills every worker must end. */
  readonly maxStalls: number;
  /** Finished jobs kept for a person to look at; older ones go. */
  readonly keep: { readonly completed: number; readonly failed: number };
}

/** Where the jobs of a queue are found again that Redis has lost. */
export interface LostJobs {
  /** Subjects of the records that owe this queue a job, by the names that `OwedJobs` of storage gives them. */
  readonly among: readonly string[];
  /** What has waited for less long is left alone: its job may just be on its way. */
  readonly afterMs: number;
}

/**
 * One queue, and all that has to be said of it. Producer, worker, shutdown, metrics and the sweep of lost jobs follow
 * from it. `T` is what a job carries: ids and small facts, never pixels.
 */
export interface QueueEntry<T extends object = object> {
  readonly name: string;
  readonly schema: z.ZodType<T>;
  /** The job's id; the same id again is the same job. */
  jobId(job: T): string;
  /** The process that handles its jobs, and refuses to start without exactly one handler for them. */
  readonly handledBy: HandlingApp;
  readonly policy: QueuePolicy;
  readonly lost: LostJobs;
}

/** Checks an entry against its schema's type. */
export function queueOf<T extends object>(entry: QueueEntry<T>): QueueEntry<T> {
  return entry;
}
