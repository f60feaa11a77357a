import { Injectable, Logger } from '@nestjs/common';
import { type Review, type ReviewJob, type TouchstoneError } from '#contracts';
import { loggedAbout, systemClock } from '#telemetry';
import { LiveEvents } from '#queue';
import { DefectMemoryEntries, Reviews } from '#storage';
import { OfferGoodFrame } from './offer-good-frame.js';
import { RememberDefect } from './remember-defect.js';

/**
 * The job that carries out a person's answer: a defect is remembered, a false alarm is offered as a normal. Doing it
 * twice is once.
 */
@Injectable()
export class CarryOutReview {
  private readonly log = new Logger('review');

  constructor(
    private readonly reviews: Reviews,
    private readonly memory: DefectMemoryEntries,
    private readonly defects: RememberDefect,
    private readonly offers: OfferGoodFrame,
    private readonly events: LiveEvents,
  ) {}

  /**
   * Carries an answer out; it also embeds a remembered defect again, where the active model has another backbone or
   * view than it was made with.
   */
  carryOut({ reviewId, frameId, stationId }: ReviewJob): Promise<void> {
    return loggedAbout({ frameId, stationId }, () => this.follow(reviewId));
  }

  private async follow(reviewId: string): Promise<void> {
    const review = await this.reviews.find(reviewId);
    if (review === null || review.undoneAt !== null) return;
    if (review.effect === 'remembered-as-defect') return this.embedAgain(review);
    if (review.effect !== 'pending') return this.tell(review);
    await this.tell(
      review.answer === 'defect' ? await this.remember(review) : await this.offer(review),
    );
  }

  /** Gives up after the last try, or for what no try can cure. */
  async giveUp({ reviewId }: ReviewJob, reason: TouchstoneError): Promise<void> {
    await this.tell(await this.reviews.fail(reviewId, reason.message));
  }

  private async remember(review: Review): Promise<Review | null> {
    const embedded = await this.defects.embedded(review);
    if (embedded.inactive !== null) return this.reviews.fail(review.id, embedded.inactive);
    const after = await this.reviews.remember(review.id, systemClock.newId(), embedded);
    await this.followModel(review, embedded.madeWith);
    return after;
  }

  private async offer(review: Review): Promise<Review | null> {
    return this.reviews.offer(review.id, await this.offers.normal(review));
  }

  private async embedAgain(review: Review): Promise<void> {
    const entry = await this.memory.forReview(review.id);
    if (entry === null || entry.undoneAt !== null) return;
    const embedded = await this.defects.embedded(review);
    await this.memory.embedAgain(entry.id, embedded);
    await this.followModel(review, embedded.madeWith);
  }

  /** Embeds once more where another model was activated meanwhile: who opened it did not find this entry. */
  private async followModel(review: Review, madeWith: string): Promise<void> {
    if (!(await this.defects.isSeenAlike(review.stationId, madeWith)))
      await this.embedAgain(review);
  }

  /** Tells of the review; null where it was undone, or another worker was faster. */
  private async tell(review: Review | null): Promise<void> {
    if (review === null) return;
    try {
      await this.events.publish({ type: 'review', review });
    } catch (error) {
      this.log.warn(`review ${review.id} was not announced: ${String(error)}`);
    }
  }
}
