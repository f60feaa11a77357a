import { fusedScore, type FrameScore } from '#memory-bank';
import { placesBy } from '#numbers';
import type { FrameToScore, InspectingModel, SecondModelInput } from '../inspecting-model.js';
import { scoresOf } from '../scores-of.js';

/** A frame of a model with a second input, and its place in the batch. */
interface FusedFrame extends FrameToScore {
  readonly second: SecondModelInput;
  readonly place: number;
}

/**
 * Fuses the scores of the frames whose models have a second input; the others keep theirs. Frames that share the
 * backbone of that input are embedded together. The nearest normal stays the first input's. `secondMs` is the time that
 * embedding took.
 */
export async function fusedAcross(
  frames: readonly FrameToScore[],
  first: readonly FrameScore[],
): Promise<{ scores: FrameScore[]; secondMs: number }> {
  const scores = [...first];
  let secondMs = 0;
  const fused = frames.flatMap(({ image, model }, place): FusedFrame[] =>
    model.second ? [{ image, model, second: model.second, place }] : [],
  );
  for (const places of placesBy(fused, ({ second }) => second.backbone).values()) {
    const batch = places.map((place) => fused[place]!);
    secondMs += await fuseBatch(batch, scores);
  }
  return { scores, secondMs };
}

/** Puts the fused scores of a batch with one second backbone in their places. Returns the time that embedding took. */
async function fuseBatch(batch: readonly FusedFrame[], scores: FrameScore[]): Promise<number> {
  const start = performance.now();
  const groups = placesBy(batch, ({ model }) => model);
  const order = [...groups.values()].flat().map((place) => batch[place]!);
  const embedded = batch[0]!.second.backbone.embed(order.map(({ image }) => image));
  try {
    const embedMs = performance.now() - start;
    const seconds = await scoresOf(groups, embedded, secondOf);
    for (const [i, { model, second, place }] of order.entries()) {
      const first = scores[place]!;
      scores[place] = { ...first, ...fusedScore(first, seconds[i]!, second.fusion, model.mask) };
    }
    return embedMs;
  } finally {
    embedded.patches.dispose();
    embedded.image.dispose();
  }
}

function secondOf({ second }: InspectingModel): SecondModelInput {
  if (!second) throw new Error('a model without a second input is in a fused batch');
  return second;
}
