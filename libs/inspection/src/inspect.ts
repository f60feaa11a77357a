import { TouchstoneError, type ScoreReference, type ScoreSettings } from '#contracts';
import type { Backbone } from '#embedding';
import type { RgbImage } from '#images';
import type { FrameScore, MemoryBank } from '#memory-bank';
import { prepare, type Prepared } from './prepare.js';
import type { View } from './view.js';

/** The parts of a model that inspecting needs; one that is only being judged has no manifest yet. */
export interface InspectingModel {
  readonly backbone: Backbone;
  readonly bank: MemoryBank;
  readonly view: View;
  /** The mask, row-major, 1 where a patch counts; null: all do. */
  readonly mask: Uint8Array | null;
  readonly score: ScoreSettings;
  readonly scoreReference: ScoreReference | null;
}

/** A frame's embeddings, raw: patches `[rows * columns, d]`, image `[e]`. */
export interface FrameEmbedding {
  readonly patches: Float32Array;
  readonly image: Float32Array;
}

/**
 * The scores of a batch; milliseconds are wall-clock, and a batch's embedding and scoring are every one of its frames'
 * time.
 */
export interface ScoredBatch {
  readonly scores: FrameScore[];
  /** The frames' embeddings; null unless they were asked for. */
  readonly embeddings: FrameEmbedding[] | null;
  readonly embedMs: number;
  readonly scoreMs: number;
}

export type InspectOutcome =
  | {
      readonly ok: true;
      readonly prepared: Prepared;
      readonly score: FrameScore;
      readonly embedding: FrameEmbedding | null;
      readonly times: { decodeMs: number; embedMs: number; scoreMs: number };
    }
  | { readonly ok: false; readonly error: TouchstoneError };

/** Embeds and scores prepared frames in one batch; blocks its thread while it computes. */
export async function scorePrepared(
  images: readonly RgbImage[],
  model: InspectingModel,
  options: { embeddings?: boolean } = {},
): Promise<ScoredBatch> {
  const start = performance.now();
  const embedded = model.backbone.embed(images);
  try {
    const embedMs = performance.now() - start;
    const { mask, scoreReference: reference } = model;
    const scores = await model.bank.score(embedded.patches, model.score, { mask, reference });
    const embeddings = options.embeddings ? readOut(embedded, images.length) : null;
    return { scores, embeddings, embedMs, scoreMs: performance.now() - start - embedMs };
  } finally {
    embedded.patches.dispose();
    embedded.image.dispose();
  }
}

/** Reads the batch's embeddings, frame by frame, off the tensors. */
export function readOut(embedded: ReturnType<Backbone['embed']>, frames: number): FrameEmbedding[] {
  const patches = embedded.patches.dataSync() as Float32Array;
  const image = embedded.image.dataSync() as Float32Array;
  const [p, e] = [patches.length / frames, image.length / frames];
  return Array.from({ length: frames }, (_, i) => ({
    patches: patches.slice(i * p, (i + 1) * p),
    image: image.slice(i * e, (i + 1) * e),
  }));
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
