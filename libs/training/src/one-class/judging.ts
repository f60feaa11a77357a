import { areaUnderRoc } from '#numbers';
import type { FrameScore, MemoryBank } from '#memory-bank';
import { scored } from '../kinds/describe.js';
import { pause } from '../kinds/pause.js';
import { hardest } from './compare-patches.js';
import type { BeforeAndAfter } from './outcome.js';
import { projectPatches, type PatchProjection } from './patch-projection.js';
import type { PastedPart } from './pasted-parts.js';
import { bankOf, type Work } from './patches.js';

/** Patches of frames, each `[rows * columns, d]`: those that are known, and those that are told apart by them. */
export interface Judged {
  readonly known: readonly Float32Array[];
  readonly good: readonly Float32Array[];
  readonly defects: readonly Float32Array[];
}

/** Returns the values of a frame's score that are ranked; `i` is its place among the good or the defects. */
type ValuesOf = (score: FrameScore, i: number) => readonly number[];
export interface Ranked {
  readonly good: ValuesOf;
  readonly defect: ValuesOf;
}

const imageScore: ValuesOf = (score) => [score.imageScore];
export const byImage: Ranked = { good: imageScore, defect: imageScore };

/** Ranks the patches under pasted defects against the hardest ones of good parts. */
export function byPatches(pasted: readonly PastedPart[]): Ranked {
  return {
    good: ({ map }) => [...map].sort((a, b) => b - a).slice(0, hardest),
    defect: ({ map }, i) => pasted[i]!.places.map((place) => map[place]!),
  };
}

const perScore = 8;

/**
 * Returns the AUROC of good parts against defects, by a bank of patches as they are and by one of projected ones; null
 * without good parts or defects.
 * @throws TouchstoneError of the bank's; the signal's reason.
 */
export async function judge(
  judged: Judged,
  ranked: Ranked,
  projection: PatchProjection,
  work: Work,
): Promise<BeforeAndAfter | null> {
  const before = await auroc(judged, ranked, work);
  if (before === null) return null;
  const projected = {
    known: await projectAll(judged.known, projection, work),
    good: await projectAll(judged.good, projection, work),
    defects: await projectAll(judged.defects, projection, work),
  };
  const after = await auroc(projected, ranked, work);
  return after === null ? null : { before, after };
}

async function projectAll(
  frames: readonly Float32Array[],
  projection: PatchProjection,
  { watch }: Work,
): Promise<Float32Array[]> {
  const projected: Float32Array[] = [];
  for (const patches of frames) {
    projected.push(projectPatches(projection, patches));
    await pause(watch);
  }
  return projected;
}

/**
 * Returns the AUROC of good parts against defects, by a bank of the known patches; null without good parts or defects.
 * @throws TouchstoneError of the bank's; the signal's reason.
 */
export async function auroc(
  { known, good, defects }: Judged,
  ranked: Ranked,
  work: Work,
): Promise<number | null> {
  if (good.length === 0 || defects.length === 0) return null;
  const bank = await bankOf(known, work);
  try {
    const scores = await scoresOf([...good, ...defects], bank, work);
    return areaUnderRoc(
      scores.slice(0, good.length).flatMap(ranked.good),
      scores.slice(good.length).flatMap(ranked.defect),
    );
  } finally {
    bank.dispose();
  }
}

async function scoresOf(
  frames: readonly Float32Array[],
  bank: MemoryBank,
  { tools, watch }: Work,
): Promise<FrameScore[]> {
  const found: FrameScore[] = [];
  for (let from = 0; from < frames.length; from += perScore) {
    const batch = frames.slice(from, from + perScore).map((patches) => ({ patches }));
    found.push(...(await scored(batch, bank, tools)));
    watch.onStep?.('judge', found.length, frames.length);
    await pause(watch);
  }
  return found;
}
