import { Inject, Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import { analyseJob, queueNames } from '#contracts';
import { type RunningWorker, runWorker } from '#queue';
import { StoreIdentity } from '#storage';
import type { Settings } from '../settings.js';
import { calibratorSettings } from '../tokens.js';
import { RunAnalysis } from './run-analysis.js';

/** The edge between the queue of analyses and `RunAnalysis`; one at a time, beside a calibration. */
@Injectable()
export class AnalyseJobs implements OnApplicationBootstrap {
  private readonly log = new Logger('analyse');
  private worker: RunningWorker | undefined;

  constructor(
    @Inject(RunAnalysis) private readonly analysis: RunAnalysis,
    private readonly store: StoreIdentity,
    @Inject(calibratorSettings) private readonly settings: Settings,
  ) {}

  onApplicationBootstrap(): void {
    this.worker = runWorker(queueNames.analyse, analyseJob, (job) => this.analysis.run(job), {
      redisUrl: this.settings.redisUrl,
      onlyWhile: this.store,
      concurrency: 1,
      onGivenUp: (job, reason) => this.analysis.giveUp(job, reason),
      onTrouble: (message) => this.log.warn(message),
    });
  }

  /** Takes no more; false when the deadline came first: the analysis starts over elsewhere. */
  async stop(): Promise<boolean> {
    return (await this.worker?.close(this.settings.stopMs)) ?? true;
  }
}
