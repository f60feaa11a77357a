import { Inject, Injectable } from '@nestjs/common';
import type { InspectJob, TouchstoneError } from '#contracts';
import { Handles, type JobHandler, queues } from '#queue';
import { InspectFrame } from './inspect-frame.js';
import type { Settings } from './settings.js';
import { workerSettings } from './tokens.js';

/**
 * The number of batches in hand: one holds the thread, one is being decoded meanwhile, one is being recorded or
 * fetched.
 */
const batchesInHand = 3;

/** The edge between the queue of frames and `InspectFrame`. */
@Handles(queues.inspect)
@Injectable()
export class InspectJobs implements JobHandler<InspectJob> {
  readonly atOnce: number;

  constructor(
    private readonly frame: InspectFrame,
    @Inject(workerSettings) settings: Settings,
  ) {
    this.atOnce = settings.batch * batchesInHand;
  }

  handle(job: InspectJob): Promise<void> {
    return this.frame.inspect(job);
  }

  giveUp(job: InspectJob, reason: TouchstoneError, attempts: number): Promise<void> {
    return this.frame.giveUp(job, reason, attempts);
  }
}
