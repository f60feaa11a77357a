import { Inject, Injectable } from '@nestjs/common';
import { type Clock, LOG, type Log, Metrics } from '#telemetry';
import type { Inspection, Review, ReviewRequest } from '#contracts';
import { JobQueues, LiveEvents, queues } from '#queue';
import { type Answered, Blobs, Reviews } from '#storage';
import { clock } from '../tokens.js';

/** Stores a person's answer: row first, then job. An answer whose job is lost is put back in by the sweep. */
@Injectable()
export class AnswerFrame {
  constructor(
    private readonly reviews: Reviews,
    private readonly blobs: Blobs,
    private readonly queues: JobQueues,
    private readonly events: LiveEvents,
    private readonly metrics: Metrics,
    @Inject(clock) private readonly clock: Clock,
    @Inject(LOG) private readonly log: Log,
  ) {}

  /** Throws `frame-not-found`, `inspection-not-found`. A queue that is away does not lose the answer. */
  async answer(frameId: string, asked: ReviewRequest): Promise<Answered> {
    const [id, auditId, at] = [this.clock.newId(), this.clock.newId(), this.clock.now()];
    const answered = await this.reviews.answer({ ...asked, id, auditId, at, frameId }, (seen) =>
      effectOf(asked, seen),
    );
    const { review, fresh } = answered;
    if (fresh) this.metrics.loop.reviewed(review.stationId, review.answer);
    await this.afterwards(answered);
    return answered;
  }

  /** Throws `review-not-found`. */
  async undo(id: string, by: string): Promise<Review> {
    const [auditId, at] = [this.clock.newId(), this.clock.now()];
    const undone = await this.reviews.undo(id, { by, at, auditId });
    await this.afterwards(undone);
    return undone.review;
  }

  /** What can wait, and is done later where it cannot be done now. */
  private async afterwards({ review, goneBlobs }: Answered): Promise<void> {
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

/** What an answer must lead to. Pure. */
export function effectOf(
  { answer }: Pick<ReviewRequest, 'answer'>,
  { verdict, goldenPart }: Pick<Inspection, 'verdict' | 'goldenPart'>,
): Pick<Review, 'effect' | 'detail'> {
  if (answer === 'unsure') return { effect: 'none', detail: null };
  if (goldenPart !== null)
    return { effect: 'none', detail: 'a golden part is shown on purpose and teaches nothing' };
  if (verdict === 'invalid')
    return { effect: 'none', detail: 'the camera was at fault: such a picture teaches nothing' };
  if (answer === 'defect' || verdict !== 'ok') return { effect: 'pending', detail: null };
  return { effect: 'none', detail: 'the verdict was right' };
}
