import { Injectable } from '@nestjs/common';
import type { RehearseJob, TouchstoneError } from '#contracts';
import { Handles, type JobHandler, queues } from '#queue';
import { RehearseModel } from './rehearse-model.js';

/** The edge between the queue of rehearsals and `RehearseModel`; one at a time, beside a calibration. */
@Handles(queues.rehearse)
@Injectable()
export class RehearseJobs implements JobHandler<RehearseJob> {
  constructor(private readonly model: RehearseModel) {}

  handle(job: RehearseJob): Promise<void> {
    return this.model.rehearse(job);
  }

  giveUp(job: RehearseJob, reason: TouchstoneError): Promise<void> {
    return this.model.giveUp(job, reason);
  }
}
