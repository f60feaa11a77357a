import { Inject, Injectable } from '@nestjs/common';
import { type Inspection, type ReviewCase, type ReviewList, shiftOf } from '#contracts';
import { sha256Of } from '#numbers';
import { EscapeDraws, ReviewCandidates, Stations } from '#storage';
import type { Clock } from '#telemetry';
import { clock } from '../tokens.js';
import { chosenCases } from './review-cases.js';

/** Makes the list of the frames that wait for a person. */
@Injectable()
export class ReadReviewList {
  constructor(
    private readonly stations: Stations,
    private readonly candidates: ReviewCandidates,
    private readonly draws: EscapeDraws,
    @Inject(clock) private readonly clock: Clock,
  ) {}

  /** Throws `station-not-found`. */
  async of(stationId: string): Promise<ReviewList> {
    const { settings } = await this.stations.get(stationId);
    const { mostPerShift, shiftHours } = settings.review;
    const { start, end } = shiftOf(this.clock.now(), shiftHours);
    const shiftEndsAt = end.toISOString();
    const answered = await this.candidates.answeredSince(stationId, start);
    const list = { stationId, answeredThisShift: answered, shiftEndsAt };
    if (settings.escapes.perShift === 0) {
      const items = await this.worthiest(stationId, mostPerShift - answered);
      return { ...list, blind: false, items, mostPerShift };
    }
    const drawn = await this.draws.waiting(stationId);
    const drawnAnswered = await this.draws.answeredSince(stationId, start);
    const worthy = await this.worthiest(stationId, mostPerShift - (answered - drawnAnswered));
    const most = mostPerShift + drawn.length + drawnAnswered;
    return { ...list, blind: true, items: blindCases(worthy, drawn), mostPerShift: most };
  }

  private async worthiest(stationId: string, left: number): Promise<ReviewCase[]> {
    return left <= 0 ? [] : chosenCases(await this.candidates.of(stationId), left);
  }
}

/**
 * Mixes the drawn parts among the other cases, each frame once, so that none tells which it is: in an order by a hash of their ids, without
 * verdict, score or reason. Pure.
 */
export function blindCases(
  worthy: readonly ReviewCase[],
  drawn: readonly Inspection[],
): ReviewCase[] {
  const all = [...worthy, ...drawn].map(({ frameId, stationId, inspectedAt }) => ({
    frameId,
    stationId,
    inspectedAt,
    reason: null,
    worth: null,
    verdict: null,
    imageScore: null,
    displayScore: null,
  }));
  const byFrame = new Map(all.map((one) => [one.frameId, one]));
  const placed = [...byFrame.values()].map((one) => ({ one, place: sha256Of(one.frameId) }));
  return placed.sort((a, b) => (a.place < b.place ? -1 : 1)).map(({ one }) => one);
}
