import { Injectable } from '@nestjs/common';
import type { CalibrateJob, TouchstoneError } from '#contracts';
import { Handles, type JobHandler, queues } from '#queue';
import { CalibrateStation } from './calibrate-station.js';

/** The edge between the queue of calibrations and `CalibrateStation`; one at a time, for the memory's sake. */
@Handles(queues.calibrate)
@Injectable()
export class CalibrateJobs implements JobHandler<CalibrateJob> {
  constructor(private readonly station: CalibrateStation) {}

  handle(job: CalibrateJob): Promise<void> {
    return this.station.calibrate(job);
  }

  giveUp(job: CalibrateJob, reason: TouchstoneError): Promise<void> {
    return this.station.giveUp(job, reason);
  }
}
