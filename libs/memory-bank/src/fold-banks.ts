import type { TensorRuntime } from '#tensors';
import { firstPick, originOf, pickedContents, type BuildSettings } from './build-bank.js';
import { ChannelMoments, restandardised } from './patches/channels.js';
import { greedyCoreset } from './coreset/coreset.js';
import { MemoryBank } from './memory-bank.js';
import {
  collectPatches,
  type CollectedPatches,
  type PatchSource,
} from './patches/patch-collection.js';

/** Returns the fold that a normal is in, from 0. */
export type FoldOf = (normalId: string) => number;

/** The patches that are left of all folds together, as a multiple of a bank's rows: beyond it each fold is thinned by itself. */
const poolInRows = 10;

/**
 * The bank of all normals, and banks without the normals of a fold, from one pass over the patches.
 *
 * A bank without a fold is picked anew among the patches of all other folds. Where there are many, each fold is first thinned
 * by its own greedy k-center: what a fold keeps depends on no other one, so that nothing of the fold that is left out decides
 * what stays of the rest. Neither its rows nor its share in the channels' moments are in the bank.
 */
export class FoldBanks {
  private constructor(
    private readonly runtime: TensorRuntime,
    private readonly settings: BuildSettings,
    private readonly collected: CollectedPatches,
    /** Places of the patches that each fold keeps, ascending. */
    private readonly pools: ReadonlyMap<number, Int32Array>,
  ) {}

  /** Reads all patches once. @throws as `buildBank`. */
  static async collect(
    runtime: TensorRuntime,
    patches: PatchSource,
    settings: BuildSettings,
    foldOf: FoldOf,
  ): Promise<FoldBanks> {
    const { mask } = settings;
    const asked = { ...originOf(settings), mask, groupOf: foldOf };
    const collected = await collectPatches(patches, asked);
    const pools = await thinned(runtime, collected, settings, foldOf);
    return new FoldBanks(runtime, settings, collected, pools);
  }

  /** Builds the bank of all normals, as `buildBank` makes it; the caller disposes of it. */
  async whole(): Promise<MemoryBank> {
    const { runtime, settings, collected } = this;
    const picks = await picked(runtime, collected, settings, settings.rows);
    const origin = { ...originOf(settings), patchesSeen: collected.seen };
    return new MemoryBank(runtime, pickedContents(collected, picks, origin));
  }

  /** Builds the bank without the normals of these folds; the caller disposes of it. @throws the signal's reason. */
  async without(away: ReadonlySet<number>): Promise<MemoryBank> {
    const { runtime, collected, pools } = this;
    const settings = { ...this.settings, onProgress: undefined };
    const staying = [...pools].filter(([fold]) => !away.has(fold)).map(([, places]) => places);
    const moments = this.#momentsWithout(away);
    const left = subset(collected, joined(staying), moments);
    const picks = await picked(runtime, left, settings, settings.rows);
    const origin = { ...originOf(settings), patchesSeen: moments.count };
    return new MemoryBank(runtime, pickedContents(left, picks, origin));
  }

  #momentsWithout(away: ReadonlySet<number>): ChannelMoments {
    const moments = new ChannelMoments(this.collected.dimensions);
    for (const [fold, own] of this.collected.groupMoments) if (!away.has(fold)) moments.merge(own);
    return moments;
  }
}

/** Returns, by fold, the places of all its patches, or of as many as its share of the pool is, ascending. */
async function thinned(
  runtime: TensorRuntime,
  collected: CollectedPatches,
  settings: BuildSettings,
  foldOf: FoldOf,
): Promise<Map<number, Int32Array>> {
  const folds = placesByFold(collected, foldOf);
  const share = Math.ceil((poolInRows * settings.rows) / folds.size);
  const pools = new Map<number, Int32Array>();
  for (const [fold, places] of folds) {
    if (places.length <= share) pools.set(fold, places);
    else {
      const own = subset(collected, places, collected.groupMoments.get(fold)!);
      const picks = await picked(runtime, own, { ...settings, onProgress: undefined }, share);
      pools.set(fold, picks.map((pick) => places[pick]!).sort());
    }
  }
  return pools;
}

function placesByFold({ normalIds, normalOf }: CollectedPatches, foldOf: FoldOf) {
  const foldOfNormal = normalIds.map(foldOf);
  const folds = new Map<number, number[]>();
  normalOf.forEach((normal, place) => {
    const fold = foldOfNormal[normal]!;
    const own = folds.get(fold);
    if (own) own.push(place);
    else folds.set(fold, [place]);
  });
  return new Map([...folds].map(([fold, places]) => [fold, Int32Array.from(places)]));
}

function picked(
  runtime: TensorRuntime,
  collected: CollectedPatches,
  { seed, onProgress, signal }: Pick<BuildSettings, 'seed' | 'onProgress' | 'signal'>,
  count: number,
): Promise<Int32Array> {
  const first = firstPick(collected, seed);
  const { patches, dimensions } = collected;
  return greedyCoreset(runtime, patches, dimensions, { count, first, onProgress, signal });
}

/** Returns the patches at these places, in their order, standardised by these moments. */
function subset(
  collected: CollectedPatches,
  places: Int32Array,
  moments: ChannelMoments,
): CollectedPatches {
  const channels = moments.channels();
  const { patches, dimensions: d, normalOf, placeOf } = collected;
  const rows = new Float32Array(places.length * d);
  places.forEach((from, to) => rows.set(patches.subarray(from * d, (from + 1) * d), to * d));
  return {
    ...collected,
    channels,
    patches: restandardised(rows, collected.channels, channels),
    normalOf: places.map((place) => normalOf[place]!),
    placeOf: places.map((place) => placeOf[place]!),
  };
}

function joined(pieces: readonly Int32Array[]): Int32Array {
  const all = new Int32Array(pieces.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const piece of pieces) {
    all.set(piece, at);
    at += piece.length;
  }
  return all;
}
