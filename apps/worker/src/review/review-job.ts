import { Inject, Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import { queueNames, reviewJob } from '#contracts';
import { type RunningWorker, runWorker } from '#queue';
import { StoreIdentity } from '#storage';
import type { Settings } from '../settings.js';
import { workerSettings } from '../tokens.js';
import { CarryOutReview } from './carry-out-review.js';

/** Each embeds one frame beside those of the line. */
const reviewsAtOnce = 2;

/** The edge between the queue of answers and `CarryOutReview`. */
@Injectable()
export class ReviewJobs implements OnApplicationBootstrap {
  private readonly log = new Logger('review');
  private worker: RunningWorker | undefined;

  constructor(
    @Inject(CarryOutReview) private readonly reviews: CarryOutReview,
    private readonly store: StoreIdentity,
    @Inject(workerSettings) private readonly settings: Settings,
  ) {}

  onApplicationBootstrap(): void {
    this.worker = runWorker(queueNames.review, reviewJob, (job) => this.reviews.carryOut(job), {
      redisUrl: this.settings.redisUrl,
      onlyWhile: this.store,
      concurrency: reviewsAtOnce,
      onGivenUp: (job, reason) => this.reviews.giveUp(job, reason),
      onTrouble: (message) => this.log.warn(message),
    });
  }

  /** Takes no more; false when the deadline came before the end of those in hand. */
  async stop(): Promise<boolean> {
    return (await this.worker?.close(this.settings.stopMs)) ?? true;
  }
}
