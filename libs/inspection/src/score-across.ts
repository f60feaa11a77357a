import type { Backbone } from '#embedding';
import type { FrameScore } from '#memory-bank';
import { placesBy } from '#numbers';
import { fusedAcross } from './second/fused-across.js';
import type { FrameToScore, InspectingModel } from './inspecting-model.js';
import { scoresOf } from './scores-of.js';

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

/**
 * Embeds frames of one or several stations in one batch, and scores each against its own model's bank; blocks its
 * thread while it computes. All models share one backbone, which is where most of the time goes: a batch costs less a
 * frame than a frame alone, also where each station sends one frame at a time. Frames of models with a second input are
 * embedded by that, too, and get the fused score; the embeddings are those of the first.
 * @throws Error when the models have different backbones.
 */
export async function scoreAcross(
  frames: readonly FrameToScore[],
  options: { embeddings?: boolean } = {},
): Promise<ScoredBatch> {
  const start = performance.now();
  // The frames of a model lie together in the batch.
  const groups = placesBy(frames, ({ model }) => model);
  const order = [...groups.values()].flat();
  const embedded = sharedBackbone(groups).embed(order.map((place) => frames[place]!.image));
  try {
    const firstMs = performance.now() - start;
    const first = inOrder(order, await scoresOf(groups, embedded, (model) => model));
    const embeddings = options.embeddings ? inOrder(order, readOut(embedded, order.length)) : null;
    const { scores, secondMs } = await fusedAcross(frames, first);
    const embedMs = firstMs + secondMs;
    return { scores, embeddings, embedMs, scoreMs: performance.now() - start - embedMs };
  } finally {
    embedded.patches.dispose();
    embedded.image.dispose();
  }
}

function sharedBackbone(groups: ReadonlyMap<InspectingModel, unknown>): Backbone {
  const backbones = new Set([...groups.keys()].map(({ backbone }) => backbone));
  const [backbone] = backbones;
  if (backbone === undefined || backbones.size > 1)
    throw new Error(`a batch is embedded by one backbone; this one has ${backbones.size}`);
  return backbone;
}

/** Puts values that are in the batch's order back into the frames' order. */
function inOrder<T>(order: readonly number[], values: readonly T[]): T[] {
  const placed = new Array<T>(order.length);
  order.forEach((place, i) => (placed[place] = values[i]!));
  return placed;
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
