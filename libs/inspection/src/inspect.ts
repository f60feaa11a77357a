import { TouchstoneError, type RegionOfInterest, type ScoreSettings } from '#contracts';
import type { Backbone } from '#embedding';
import { decode, type RgbImage } from '#images';
import type { FrameScore, MemoryBank } from '#memory-bank';
import type { StationModel } from './station-model.js';

/** What inspecting needs of a model; one that is only being judged has no manifest yet. */
export interface InspectingModel {
  readonly backbone: Backbone;
  readonly bank: MemoryBank;
  readonly regionOfInterest: RegionOfInterest | null;
  readonly score: ScoreSettings;
}

/** Wall-clock milliseconds; a batch's embedding and scoring are every one of its frames' time. */
export interface ScoredBatch {
  readonly scores: FrameScore[];
  readonly embedMs: number;
  readonly scoreMs: number;
}

export type InspectOutcome =
  | {
      readonly ok: true;
      readonly score: FrameScore;
      readonly times: { decodeMs: number; embedMs: number; scoreMs: number };
    }
  | { readonly ok: false; readonly error: TouchstoneError };

/** The part of a station's model that inspecting needs. */
export function inspecting(model: StationModel): InspectingModel {
  const { regionOfInterest, score } = model.manifest;
  return { backbone: model.backbone, bank: model.bank, regionOfInterest, score };
}

/**
 * An image's bytes as the pixels that the backbone sees: the region of interest, at its size.
 * @throws TouchstoneError as `decode` of images.
 */
export function decodeFrame(
  bytes: Buffer,
  model: StationModel,
  options: { maxPixels?: number } = {},
): Promise<RgbImage> {
  return decodeFor(bytes, inspecting(model), options);
}

/** The same for a model without a manifest. */
export function decodeFor(
  bytes: Buffer,
  { backbone, regionOfInterest }: Pick<InspectingModel, 'backbone' | 'regionOfInterest'>,
  { maxPixels }: { maxPixels?: number } = {},
): Promise<RgbImage> {
  const { width, height } = backbone.size;
  return decode(bytes, { width, height, regionOfInterest, maxPixels });
}

/** Embeds and scores decoded frames in one batch; blocks its thread while it computes. */
export function scoreDecoded(
  images: readonly RgbImage[],
  model: StationModel,
): Promise<ScoredBatch> {
  return scoreFor(images, inspecting(model));
}

/** The same for a model without a manifest. */
export async function scoreFor(
  images: readonly RgbImage[],
  { backbone, bank, score }: InspectingModel,
): Promise<ScoredBatch> {
  const start = performance.now();
  const { patches, image } = backbone.embed(images);
  try {
    const embedded = performance.now();
    const scores = await bank.score(patches, score);
    return { scores, embedMs: embedded - start, scoreMs: performance.now() - embedded };
  } finally {
    patches.dispose();
    image.dispose();
  }
}

/**
 * Inspects frames in one batch: decode, embed, score. A frame that cannot be decoded fails alone.
 * The same code inspects live frames and judges models.
 */
export function inspect(
  frames: readonly { bytes: Buffer }[],
  model: StationModel,
): Promise<InspectOutcome[]> {
  return inspectFor(frames, inspecting(model));
}

/** The same for a model without a manifest. */
export async function inspectFor(
  frames: readonly { bytes: Buffer }[],
  model: InspectingModel,
): Promise<InspectOutcome[]> {
  const decoded = await Promise.all(frames.map((frame) => tryDecode(frame.bytes, model)));
  const good = decoded.filter((one) => one.ok);
  if (good.length === 0) return decoded.filter((one) => !one.ok);
  const batch = await scoreFor(
    good.map(({ image }) => image),
    model,
  );
  const { embedMs, scoreMs } = batch;
  const scores = batch.scores.values();
  return decoded.map((one) =>
    one.ok
      ? {
          ok: true,
          score: scores.next().value!,
          times: { decodeMs: one.decodeMs, embedMs, scoreMs },
        }
      : one,
  );
}

type Decoded =
  | { readonly ok: true; readonly image: RgbImage; readonly decodeMs: number }
  | { readonly ok: false; readonly error: TouchstoneError };

async function tryDecode(bytes: Buffer, model: InspectingModel): Promise<Decoded> {
  const start = performance.now();
  try {
    const image = await decodeFor(bytes, model);
    return { ok: true, image, decodeMs: performance.now() - start };
  } catch (error) {
    if (error instanceof TouchstoneError) return { ok: false, error };
    throw error;
  }
}
