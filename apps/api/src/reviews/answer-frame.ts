import { Inject, Injectable } from '@nestjs/common';
import { type Clock, Metrics } from '#telemetry';
import type { Inspection, Review, ReviewRequest } from '#contracts';
import { type Answered, Reviews } from '#storage';
import { clock } from '../tokens.js';
import { AfterAnswer } from './after-answer.js';

/** Stores a person's answer: row first, then job. An answer whose job is lost is put back in by the sweep. */
@Injectable()
export class AnswerFrame {
  constructor(
    private readonly reviews: Reviews,
    private readonly afterAnswer: AfterAnswer,
    private readonly metrics: Metrics,
    @Inject(clock) private readonly clock: Clock,
  ) {}

  /** Throws `frame-not-found`, `inspection-not-found`. A queue that is away does not lose the answer. */
  async answer(frameId: string, asked: ReviewRequest): Promise<Answered> {
    const [id, auditId, at] = [this.clock.newId(), this.clock.newId(), this.clock.now()];
    const answered = await this.reviews.answer({ ...asked, id, auditId, at, frameId }, (seen) =>
      effectOf(asked, seen),
    );
    const { review, fresh } = answered;
    if (fresh) this.metrics.loop.reviewed(review.stationId, review.answer);
    await this.afterAnswer.follow(answered);
    return answered;
  }

  /** Throws `review-not-found`. */
  async undo(id: string, by: string): Promise<Review> {
    const [auditId, at] = [this.clock.newId(), this.clock.now()];
    const undone = await this.reviews.undo(id, { by, at, auditId });
    await this.afterAnswer.follow(undone);
    return undone.review;
  }
}

/** Decides what an answer must lead to. Pure. */
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
