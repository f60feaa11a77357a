import type { Limits, ScoreReference, ScoreSettings } from '#contracts';
import { decide } from '#calibration';
import type { MemoryBank } from '#memory-bank';
import type { TensorRuntime } from '#tensors';
import type { KeptPatches } from './normals/kept-patches.js';
import type { HeldOutFrame, LearnedModel } from './learned.js';
import { scorePatches } from './held-out/score-patches.js';
import type { SecondRun } from './second/learn-second.js';

/** Frames that go into the model so that a worker can prove it embeds, scores and decides alike. */
const referenceCount = 3;

export interface Referencing {
  readonly runtime: TensorRuntime;
  readonly bank: MemoryBank;
  readonly second: SecondRun | null;
  readonly kept: KeptPatches;
  readonly held: readonly HeldOutFrame[];
  readonly scoreSettings: ScoreSettings;
  readonly scoreReference: ScoreReference | null;
  readonly mask: Uint8Array | null;
  readonly limits: Limits;
}

/** Returns the best, middle and worst held-out normals, with what the finished model says of them. */
export async function referencesOf(referencing: Referencing): Promise<LearnedModel['references']> {
  const { runtime, bank, kept, scoreSettings, scoreReference: reference, mask } = referencing;
  const ids = spreadOut(referencing.held);
  const alone = await scorePatches(runtime, bank, kept.each(ids), scoreSettings, {
    mask,
    reference,
  });
  const scores = (await referencing.second?.fused(ids, alone)) ?? alone;
  const images = new Map(kept.normals.map(({ normalId, image }) => [normalId, image]));
  return ids.map((frameId, i) => {
    const { imageScore } = scores[i]!;
    return {
      frameId,
      imageScore,
      verdict: decide(imageScore, referencing.limits),
      imageEmbedding: base64Of(images.get(frameId)!),
    };
  });
}

function spreadOut(held: readonly HeldOutFrame[]): string[] {
  const learned = held.filter((frame) => frame.learned);
  const ids = learned.toSorted((a, b) => a.score - b.score).map(({ id }) => id);
  const places = Array.from({ length: referenceCount }, (_, i) =>
    Math.round((i * (ids.length - 1)) / (referenceCount - 1)),
  );
  return [...new Set(places)].map((place) => ids[place]!);
}

/** Float32, little-endian. */
function base64Of(values: Float32Array): string {
  return Buffer.from(values.buffer, values.byteOffset, values.byteLength).toString('base64');
}
