import { Injectable } from '@nestjs/common';
import type { ReviewJob, TouchstoneError } from '#contracts';
import { Handles, type JobHandler, queues } from '#queue';
import { CarryOutReview } from './carry-out-review.js';

/** The edge between the queue of answers and `CarryOutReview`. */
@Handles(queues.review)
@Injectable()
export class ReviewJobs implements JobHandler<ReviewJob> {
  /** Each embeds one frame beside those of the line. */
  readonly atOnce = 2;

  constructor(private readonly reviews: CarryOutReview) {}

  handle(job: ReviewJob): Promise<void> {
    return this.reviews.carryOut(job);
  }

  giveUp(job: ReviewJob, reason: TouchstoneError): Promise<void> {
    return this.reviews.giveUp(job, reason);
  }
}
