import { TouchstoneError } from '#contracts';
import type { RgbImage } from '#images';
import type { FrameScore } from '#memory-bank';
import type { InspectingModel } from './inspecting-model.js';
import { prepare, type Prepared } from './prepare.js';
import { type FrameEmbedding, scoreAcross, type ScoredBatch } from './score-across.js';
import type { View } from './view.js';

export type InspectOutcome =
  | {
      readonly ok: true;
      readonly prepared: Prepared;
      readonly score: FrameScore;
      readonly embedding: FrameEmbedding | null;
      readonly times: { decodeMs: number; embedMs: number; scoreMs: number };
    }
  | { readonly ok: false; readonly error: TouchstoneError };

/** Embeds and scores prepared frames of one model in one batch; blocks its thread while it computes. */
export function scorePrepared(
  images: readonly RgbImage[],
  model: InspectingModel,
  options: { embeddings?: boolean } = {},
): Promise<ScoredBatch> {
  const frames = images.map((image) => ({ image, model }));
  return scoreAcross(frames, options);
}

/**
 * Inspects frames in one batch: prepare, embed, score. A frame that cannot be decoded fails alone.
 * The same code inspects live frames and judges models.
 */
export async function inspect(
  frames: readonly { bytes: Buffer }[],
  model: InspectingModel,
  options: { embeddings?: boolean } = {},
): Promise<InspectOutcome[]> {
  const tried = await Promise.all(frames.map(({ bytes }) => tryPrepare(bytes, model.view)));
  const images = tried.flatMap((one) => (one.ok ? [one.prepared.image] : []));
  if (images.length === 0) return tried.filter((one) => !one.ok);
  const batch = await scorePrepared(images, model, options);
  let next = 0;
  return tried.map((one) => (one.ok ? outcomeOf(one, batch, next++) : one));
}

type Tried =
  | { readonly ok: true; readonly prepared: Prepared; readonly decodeMs: number }
  | { readonly ok: false; readonly error: TouchstoneError };

function outcomeOf(
  { prepared, decodeMs }: Extract<Tried, { ok: true }>,
  { scores, embeddings, embedMs, scoreMs }: ScoredBatch,
  place: number,
): InspectOutcome {
  return {
    ok: true,
    prepared,
    score: scores[place]!,
    embedding: embeddings?.[place] ?? null,
    times: { decodeMs, embedMs, scoreMs },
  };
}

async function tryPrepare(bytes: Buffer, view: View): Promise<Tried> {
  const start = performance.now();
  try {
    const prepared = await prepare(bytes, view);
    return { ok: true, prepared, decodeMs: performance.now() - start };
  } catch (error) {
    if (error instanceof TouchstoneError) return { ok: false, error };
    throw error;
  }
}
