import type { ApiClient } from '#client';
import type { RegionOfInterest, Review, ReviewAnswer } from '#contracts';
import { openApi, type ApiOptions } from '../client/options.js';
import type { PersonOptions } from '../client/person-option.js';
import { pause } from '../client/pause.js';
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
  const body = { answer, name, region, note, by };
  const given = await api.post('/v1/frames/{frame}/review', { path: { frame }, body });
  say(await carriedOut(api, given), json);
}

/** Undoes an answer. @throws TouchstoneError the API's. */
export async function undoReview(id: string, { by, json, ...options }: UndoOptions): Promise<void> {
  const asked = { path: { review: id }, query: { by } };
  say(await openApi(options).delete('/v1/reviews/{review}', asked), json);
}

/** Prints what waits for an answer, and the last answers. @throws TouchstoneError the API's. */
export async function listReviews(station: string, options: ListOptions): Promise<void> {
  const api = openApi(options);
  const path = { station };
  const { limit } = options;
  const queue = await api.get('/v1/stations/{station}/review-queue', { path });
  const figures = await api.get('/v1/stations/{station}/review-figures', { path });
  const { items: answers } = await api.get('/v1/stations/{station}/reviews', {
    path,
    query: { limit },
  });
  const all = { queue, figures, answers };
  process.stdout.write(options.json ? `${JSON.stringify(all)}\n` : reviewsText(all));
}

async function carriedOut(api: ApiClient, given: Review): Promise<Review> {
  const until = Date.now() + carriedOutWithinMs;
  const path = { frame: given.frameId };
  let now = given;
  while (now.effect === 'pending' && Date.now() < until) {
    await pause(pollMs);
    const { items } = await api.get('/v1/frames/{frame}/reviews', { path });
    now = items.find(({ id }) => id === given.id) ?? now;
  }
  return now;
}

function say(one: Review, json: boolean | undefined): void {
  process.stdout.write(json ? `${JSON.stringify(one)}\n` : `${reviewLine(one)}\n`);
}
