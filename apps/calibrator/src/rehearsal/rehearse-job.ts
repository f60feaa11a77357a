import { Inject, Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import { queueNames, rehearseJob } from '#contracts';
import { type RunningWorker, runWorker } from '#queue';
import { StoreIdentity } from '#storage';
import type { Settings } from '../settings.js';
import { calibratorSettings } from '../tokens.js';
import { RehearseModel } from './rehearse-model.js';

/** The edge between the queue of rehearsals and `RehearseModel`; one at a time, beside a calibration. */
@Injectable()
export class RehearseJobs implements OnApplicationBootstrap {
  private readonly log = new Logger('rehearse');
  private worker: RunningWorker | undefined;

  constructor(
    @Inject(RehearseModel) private readonly model: RehearseModel,
    private readonly store: StoreIdentity,
    @Inject(calibratorSettings) private readonly settings: Settings,
  ) {}

  onApplicationBootstrap(): void {
    this.worker = runWorker(queueNames.rehearse, rehearseJob, (job) => this.model.rehearse(job), {
      redisUrl: this.settings.redisUrl,
      onlyWhile: this.store,
      concurrency: 1,
      onGivenUp: (job, reason) => this.model.giveUp(job, reason),
      onTrouble: (message) => this.log.warn(message),
    });
  }

  /** Takes no more; false when the deadline came first: the rehearsal starts over elsewhere. */
  async stop(): Promise<boolean> {
    return (await this.worker?.close(this.settings.stopMs)) ?? true;
  }
}
