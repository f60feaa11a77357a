import type { TensorRuntime } from '#tensors';
import type { BankContents, BankOrigin } from './file/bank-contents.js';
import { greedyCoreset } from './coreset/coreset.js';
import { MemoryBank } from './memory-bank.js';
import {
  collectPatches,
  type CollectedPatches,
  type PatchSource,
} from './patches/patch-collection.js';
import { seededRandom } from '#numbers';

/**
 * The number of patches held by default: 2,048 frames of 256 patches, 256 MiB at 128 dimensions, twice while the
 * coreset is picked.
 */
export const defaultMaxPatches = 524_288;

export interface BuildSettings {
  /** The number of rows that the coreset keeps. */
  readonly rows: number;
  /** The seed of the first pick, and of the thinning beyond `maxPatches`. Same seed, same bytes. */
  readonly seed: number;
  /** The number of patches held at most; beyond it a seeded uniform sample of all is used. */
  readonly maxPatches?: number;
  /** SHA-256 of the backbone, kept in the bank so that another one can be told from it. */
  readonly backbone?: string;
  readonly onProgress?: ((picked: number, of: number) => void) | undefined;
  /** The signal that ends building: it throws its reason soon after. */
  readonly signal?: AbortSignal | undefined;
  /** The mask, row-major, 1 where a patch counts; the others neither enter the bank nor the channels' moments. */
  readonly mask?: Uint8Array | null;
}

/**
 * Builds a memory bank: channels standardised by the normals' own mean and deviation, then the exact
 * greedy k-center coreset of all patches. The caller disposes of the bank.
 * @throws TouchstoneError too-few-normals without any normal; bank-invalid when patches do not fit together; the
 * signal's reason when it was aborted.
 */
export async function buildBank(
  runtime: TensorRuntime,
  patches: PatchSource,
  settings: BuildSettings,
): Promise<MemoryBank> {
  const origin = originOf(settings);
  const collected = await collectPatches(patches, { ...origin, mask: settings.mask });
  const picks = await greedyCoreset(runtime, collected.patches, collected.dimensions, {
    count: settings.rows,
    first: firstPick(collected, settings.seed),
    onProgress: settings.onProgress,
    signal: settings.signal,
  });
  return new MemoryBank(
    runtime,
    pickedContents(collected, picks, { ...origin, patchesSeen: collected.seen }),
  );
}

/** Returns the origin that a bank states, without the number of patches that it saw. */
export function originOf(settings: BuildSettings): Omit<BankOrigin, 'patchesSeen'> {
  return {
    rowsWanted: settings.rows,
    seed: settings.seed,
    maxPatches: settings.maxPatches ?? defaultMaxPatches,
    backbone: settings.backbone ?? '',
  };
}

/** Returns the place of the first pick, drawn by the seed, as in PatchCore's own code. */
export function firstPick(collected: CollectedPatches, seed: number): number {
  return Math.floor(seededRandom(seed)() * collected.normalOf.length);
}

/** The collected patches, as far as picks are taken out of them. */
export type PickedFrom = Omit<CollectedPatches, 'seen' | 'groupMoments'>;

export function pickedContents(
  collected: PickedFrom,
  picks: Int32Array,
  origin: BankOrigin,
): BankContents {
  const d = collected.dimensions;
  const rows = new Float32Array(picks.length * d);
  picks.forEach((from, to) =>
    rows.set(collected.patches.subarray(from * d, (from + 1) * d), to * d),
  );
  // Only normals that the coreset drew from are named; their order of arrival is kept.
  const used = [...new Set(picks.map((i) => collected.normalOf[i]!))].sort((a, b) => a - b);
  const placeInUsed = new Map(used.map((normal, place) => [normal, place]));
  return {
    rows,
    dimensions: d,
    channels: collected.channels,
    grid: collected.grid,
    normalIds: used.map((normal) => collected.normalIds[normal]!),
    normalOf: picks.map((i) => placeInUsed.get(collected.normalOf[i]!)!),
    placeOf: picks.map((i) => collected.placeOf[i]!),
    origin,
  };
}
