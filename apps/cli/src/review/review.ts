import {
  page,
  review,
  reviewFigures,
  reviewQueue,
  type RegionOfInterest,
  type Review,
  type ReviewAnswer,
} from '#contracts';
import type { ApiClient } from '../client/api-client.js';
import { openApi, type ApiOptions } from '../client/options.js';
import type { PersonOptions } from '../client/person-option.js';
import { pause } from '../client/send.js';
import { reviewLine, reviewsText } from './review-text.js';

export interface ReviewOptions extends ApiOptions, PersonOptions {
  name?: string;
  region?: RegionOfInterest;
  note: string;
  json?: boolean;
}

export interface ListOptions extends ApiOptions {
  limit: number;
  json?: boolean;
}

export interface UndoOptions extends ApiOptions, PersonOptions {
  json?: boolean;
}

const [pollMs, carriedOutWithinMs] = [250, 10_000];

/** Waits until a worker has carried the answer out, ten seconds at most. @throws TouchstoneError the API's. */
export async function reviewFrame(
  frame: string,
  answer: ReviewAnswer,
  { name, region, note, by, json, ...options }: ReviewOptions,
): Promise<void> {
  const api = openApi(options);
  const asked = { answer, name, region, note, by };
  const given = await api.post(review, `/v1/frames/${frame}/review`, asked);
  say(await carriedOut(api, given), json);
}

/** @throws TouchstoneError the API's. */
export async function undoReview(id: string, { by, json, ...options }: UndoOptions): Promise<void> {
  say(await openApi(options).delete(review, `/v1/reviews/${id}`, by), json);
}

/** @throws TouchstoneError the API's. */
export async function listReviews(station: string, options: ListOptions): Promise<void> {
  const api = openApi(options);
  const path = `/v1/stations/${station}`;
  const queue = await api.get(reviewQueue, `${path}/review-queue`);
  const figures = await api.get(reviewFigures, `${path}/review-figures`);
  const { items: answers } = await api.get(page(review), `${path}/reviews?limit=${options.limit}`);
  const all = { queue, figures, answers };
  process.stdout.write(options.json ? `${JSON.stringify(all)}\n` : reviewsText(all));
}

async function carriedOut(api: ApiClient, given: Review): Promise<Review> {
  const until = Date.now() + carriedOutWithinMs;
  let now = given;
  while (now.effect === 'pending' && Date.now() < until) {
    await pause(pollMs);
    const { items } = await api.get(page(review), `/v1/frames/${given.frameId}/reviews`);
    now = items.find(({ id }) => id === given.id) ?? now;
  }
  return now;
}

function say(one: Review, json: boolean | undefined): void {
  process.stdout.write(json ? `${JSON.stringify(one)}\n` : `${reviewLine(one)}\n`);
}
