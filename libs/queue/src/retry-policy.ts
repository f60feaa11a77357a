import { queueNames } from '#contracts';

export type QueueName = (typeof queueNames)[keyof typeof queueNames];

export interface QueuePolicy {
  /** Tries in all before a job has failed for good. */
  attempts: number;
  /** Wait before the second try, milliseconds; it doubles with each further one. */
  firstDelayMs: number;
  longestDelayMs: number;
  /** A worker that says nothing for so long has lost its job. Longer than the thread is ever blocked. */
  lockMs: number;
  /** How often lost jobs are looked for. */
  stalledCheckMs: number;
  /** How often a job may lose its worker before it has failed: what kills every worker must end. */
  maxStalls: number;
  /** Finished jobs kept for a person to look at; older ones go. */
  keep: { completed: number; failed: number };
}

/** The one place where retries, locks and what is kept are decided. */
export const retryPolicy: Readonly<Record<QueueName, QueuePolicy>> = {
  // Up to two and a half minutes in all: longer than PostgreSQL or Redis take to restart.
  inspect: {
    attempts: 10,
    firstDelayMs: 1_000,
    longestDelayMs: 30_000,
    lockMs: 10_000,
    stalledCheckMs: 5_000,
    maxStalls: 20,
    keep: { completed: 1_000, failed: 5_000 },
  },
  // About two hours: a receiver may be down for as long.
  deliver: {
    attempts: 20,
    firstDelayMs: 2_000,
    longestDelayMs: 900_000,
    lockMs: 30_000,
    stalledCheckMs: 10_000,
    maxStalls: 20,
    keep: { completed: 1_000, failed: 1_000 },
  },
  // The lock is long: building a bank may hold the thread for seconds at a time.
  calibrate: {
    attempts: 3,
    firstDelayMs: 5_000,
    longestDelayMs: 60_000,
    lockMs: 60_000,
    stalledCheckMs: 15_000,
    maxStalls: 3,
    keep: { completed: 100, failed: 100 },
  },
  // A person waits for it; a worker that builds nothing carries it out.
  review: {
    attempts: 10,
    firstDelayMs: 500,
    longestDelayMs: 30_000,
    lockMs: 10_000,
    stalledCheckMs: 5_000,
    maxStalls: 20,
    keep: { completed: 1_000, failed: 1_000 },
  },
  rehearse: {
    attempts: 3,
    firstDelayMs: 5_000,
    longestDelayMs: 60_000,
    lockMs: 60_000,
    stalledCheckMs: 15_000,
    maxStalls: 3,
    keep: { completed: 100, failed: 100 },
  },
  // As long as a calibration: a map may hold the thread for seconds at a time.
  analyse: {
    attempts: 3,
    firstDelayMs: 5_000,
    longestDelayMs: 60_000,
    lockMs: 60_000,
    stalledCheckMs: 15_000,
    maxStalls: 3,
    keep: { completed: 100, failed: 100 },
  },
};

/**
 * Milliseconds before the next try, after `attemptsMade` tries: doubling, bounded, and spread over the
 * upper half so that jobs which failed together do not come back together. `random` is in [0, 1).
 */
export function retryDelay(policy: QueuePolicy, attemptsMade: number, random: number): number {
  const doubled = policy.firstDelayMs * 2 ** Math.min(attemptsMade - 1, 30);
  const whole = Math.min(doubled, policy.longestDelayMs);
  return Math.round(whole * (0.5 + random / 2));
}
