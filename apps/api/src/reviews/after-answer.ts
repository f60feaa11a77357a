import { Injectable, Logger } from '@nestjs/common';
import { JobQueues, LiveEvents, queues } from '#queue';
import { type Answered, Blobs } from '#storage';

/** The steps after an answer is stored: its job, its event, and the bytes that went with the answer before. */
@Injectable()
export class AfterAnswer {
  private readonly log = new Logger('reviews');

  constructor(
    private readonly queues: JobQueues,
    private readonly events: LiveEvents,
    private readonly blobs: Blobs,
  ) {}

  /** Does what can wait, and is done later where it cannot be done now. */
  async follow({ review, goneBlobs }: Answered): Promise<void> {
    const { id: reviewId, frameId, stationId, effect, undoneAt } = review;
    const waits = effect === 'pending' && undoneAt === null;
    const done = await Promise.allSettled([
      waits ? this.queues.of(queues.review).add({ reviewId, frameId, stationId }) : undefined,
      this.events.publish({ type: 'review', review }),
      ...goneBlobs.map((blob) => this.blobs.delete(blob)),
    ]);
    for (const outcome of done)
      if (outcome.status === 'rejected')
        this.log.warn(`review ${reviewId}: ${String(outcome.reason)}`);
  }
}
