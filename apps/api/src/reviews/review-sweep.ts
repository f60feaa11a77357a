import { Inject, Injectable } from '@nestjs/common';
import { ReviewQueue } from '#queue';
import { Reviews } from '#storage';

const pageSize = 200;

/** The sweep's part in answers: those whose job was lost are put back in; it can run twice. */
@Injectable()
export class ReviewSweep {
  constructor(
    @Inject(Reviews) private readonly reviews: Reviews,
    @Inject(ReviewQueue) private readonly queue: ReviewQueue,
  ) {}

  async once(overdueMs: number): Promise<void> {
    const overdue = await this.reviews.overdue(overdueMs, pageSize);
    await this.queue.putBack(
      ...overdue.map(({ id, frameId, stationId }) => ({ reviewId: id, frameId, stationId })),
    );
  }
}
