import { Injectable } from '@nestjs/common';
import type { AnalyseJob, TouchstoneError } from '#contracts';
import { Handles, type JobHandler, queues } from '#queue';
import { RunAnalysis } from './run-analysis.js';

/** The edge between the queue of analyses and `RunAnalysis`; one at a time, beside a calibration. */
@Handles(queues.analyse)
@Injectable()
export class AnalyseJobs implements JobHandler<AnalyseJob> {
  constructor(private readonly analysis: RunAnalysis) {}

  handle(job: AnalyseJob): Promise<void> {
    return this.analysis.run(job);
  }

  giveUp(job: AnalyseJob, reason: TouchstoneError): Promise<void> {
    return this.analysis.giveUp(job, reason);
  }
}
