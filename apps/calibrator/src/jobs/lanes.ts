import { Injectable } from '@nestjs/common';
import type { LaneJob, TouchstoneError } from '#contracts';
import { Handles, type JobHandler, queues } from '#queue';
import { RunJob } from './run-job.js';

/** The edge between the queue of a lane and `RunJob`: one job at a time, beside those of the other lanes. */
@Injectable()
class Lane implements JobHandler<LaneJob> {
  constructor(private readonly job: RunJob) {}

  handle(job: LaneJob): Promise<void> {
    return this.job.run(job);
  }

  giveUp(job: LaneJob, reason: TouchstoneError): Promise<void> {
    return this.job.giveUp(job, reason);
  }
}

@Handles(queues.calibrate)
@Injectable()
export class CalibrateLane extends Lane {}

@Handles(queues.rehearse)
@Injectable()
export class RehearseLane extends Lane {}

@Handles(queues.analyse)
@Injectable()
export class AnalyseLane extends Lane {}
