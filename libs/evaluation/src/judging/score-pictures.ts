import { type ImageQuality, TouchstoneError } from '#contracts';
import { prepare, type Prepared, scorePrepared, type InspectingModel } from '#inspection';
import type { FrameScore } from '#memory-bank';
import { type NamedPicture, usingNamed } from '../naming-file.js';

/** The number of pictures that are decoded beside each other and scored in one call. */
const batchSize = 8;

export interface Scored<P> {
  readonly picture: P;
  readonly score: FrameScore;
  /** The measured figures of the picture; null where the view has no reference to measure against. */
  readonly quality: ImageQuality | null;
}

export interface Unreadable<P> {
  readonly picture: P;
  readonly error: TouchstoneError;
}

export interface ScoredBatch<P> {
  readonly scored: readonly Scored<P>[];
  /** Pictures that cannot be decoded; they have no score. */
  readonly unreadable: readonly Unreadable<P>[];
}

/**
 * Scores pictures in batches as `inspect` does, the next batch decoded meanwhile. A picture that cannot be decoded
 * comes back with its error; any other trouble is thrown.
 */
export async function* scorePictures<P extends NamedPicture>(
  pictures: readonly P[],
  model: InspectingModel,
): AsyncGenerator<ScoredBatch<P>> {
  let next = decodeBatch(pictures.slice(0, batchSize), model);
  for (let from = 0; from < pictures.length; from += batchSize) {
    const decoded = await next;
    next = decodeBatch(pictures.slice(from + batchSize, from + 2 * batchSize), model);
    const readable = decoded.filter((one) => 'prepared' in one);
    const unreadable = decoded.filter((one) => 'error' in one);
    yield { scored: await scoreBatch(readable, model), unreadable };
  }
}

interface Decoded<P> {
  readonly picture: P;
  readonly prepared: Prepared;
}

async function scoreBatch<P>(
  decoded: readonly Decoded<P>[],
  model: InspectingModel,
): Promise<Scored<P>[]> {
  if (decoded.length === 0) return [];
  const images = decoded.map(({ prepared }) => prepared.image);
  const { scores } = await scorePrepared(images, model);
  return decoded.map(({ picture, prepared: { quality } }, i) => ({
    picture,
    quality,
    score: scores[i]!,
  }));
}

function decodeBatch<P extends NamedPicture>(pictures: readonly P[], model: InspectingModel) {
  const decoded = Promise.all(pictures.map((picture) => decodeOne(picture, model)));
  // Awaited one batch later; a failure until then is not an unhandled one.
  decoded.catch(() => undefined);
  return decoded;
}

async function decodeOne<P extends NamedPicture>(
  picture: P,
  { view }: InspectingModel,
): Promise<Decoded<P> | Unreadable<P>> {
  try {
    return { picture, prepared: await usingNamed(picture, (bytes) => prepare(bytes, view)) };
  } catch (error) {
    if (error instanceof TouchstoneError && error.status === 422) return { picture, error };
    throw error;
  }
}
