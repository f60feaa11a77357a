import { Inject, Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import { inspectJob, queueNames } from '#contracts';
import { type RunningWorker, runWorker } from '#queue';
import { StoreIdentity } from '#storage';
import { InspectFrame } from './inspect-frame.js';
import type { Settings } from './settings.js';
import { workerSettings } from './tokens.js';

/** One batch holds the thread, one is being decoded meanwhile, one is being recorded or fetched. */
const batchesInHand = 3;

/** The edge between the queue of frames and `InspectFrame`. */
@Injectable()
export class InspectJobs implements OnApplicationBootstrap {
  private readonly log = new Logger('inspect');
  private worker: RunningWorker | undefined;

  constructor(
    @Inject(InspectFrame) private readonly frame: InspectFrame,
    private readonly store: StoreIdentity,
    @Inject(workerSettings) private readonly settings: Settings,
  ) {}

  onApplicationBootstrap(): void {
    this.worker = runWorker(queueNames.inspect, inspectJob, (job) => this.frame.inspect(job), {
      redisUrl: this.settings.redisUrl,
      onlyWhile: this.store,
      concurrency: this.settings.batch * batchesInHand,
      onGivenUp: (job, reason, attempts) => this.frame.giveUp(job, reason, attempts),
      onTrouble: (message) => this.log.warn(message),
    });
  }

  /** Takes no more; false when the deadline came before the end of those in hand. */
  async stop(): Promise<boolean> {
    return (await this.worker?.close(this.settings.stopMs)) ?? true;
  }
}
