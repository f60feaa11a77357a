import type { Type } from '@nestjs/common';
import { DiscoveryService } from '@nestjs/core';
import type { TouchstoneError } from '#contracts';
import type { QueueEntry } from '../queue-entry.js';
import type { Attempt } from './run-worker.js';

/** Does the work of one queue's jobs; a thin edge over a plain function. */
export interface JobHandler<T extends object> {
  /** The number of jobs handled at the same time; 1 where it is not said. */
  readonly atOnce?: number;
  /** Throws what a retry may cure, or a `TouchstoneError` that says that it cannot. */
  handle(job: T, attempt: Attempt): Promise<void>;
  /** Is called once for a job that has failed for good, with how often it was tried. */
  giveUp?(job: T, reason: TouchstoneError, attempts: number): Promise<void>;
}

export const handledQueue = DiscoveryService.createDecorator<QueueEntry>();

/** Marks the provider that handles the jobs of a queue; the queue's worker is started with its application. */
export function Handles<T extends object>(queue: QueueEntry<T>) {
  return (target: Type<JobHandler<T>>): void => {
    handledQueue(queue as QueueEntry)(target);
  };
}
