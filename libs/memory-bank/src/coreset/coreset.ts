import type { TensorRuntime } from '#tensors';
import { CandidateSet } from './candidate-set.js';
import { FarthestRows } from './farthest-rows.js';

/** The number of rows that are looked at together at first; more are taken where they are too alike to tell apart. */
const candidatesPerBatch = 512;

export interface CoresetSettings {
  /** Rows to pick. */
  readonly count: number;
  /** Index of the first pick. */
  readonly first: number;
  readonly onProgress?: ((picked: number, of: number) => void) | undefined;
  /** The signal that ends picking after the batch, with its reason. */
  readonly signal?: AbortSignal | undefined;
}

/**
 * Picks a coreset by greedy k-center (Gonzalez 1985; PatchCore, section 3.2): indices of `count` of the `[n, d]` rows
 * in the order of picking, each the row farthest from all picked before it, the lowest index where several are. Exactly
 * the picks of the per-pick algorithm in float64. Ends early when every row left equals a picked one, so that no row is
 * picked twice.
 *
 * Written in batches: the farthest few hundred rows are taken out, picks are made among them for as long as the next
 * one is surely farther than every row outside, then all rows are updated with one matrix product. The product is
 * float32; decisions are not: distances within its error bound are taken again in float64. Memory beyond the rows: one
 * copy of them on the runtime and some 64 MiB of products.
 */
export async function greedyCoreset(
  runtime: TensorRuntime,
  rows: Float32Array,
  dimensions: number,
  settings: CoresetSettings,
): Promise<Int32Array> {
  const farthest = new FarthestRows(runtime, rows, dimensions);
  try {
    const picks = [settings.first];
    farthest.bringNearer(picks);
    await pickAll(farthest, picks, settings);
    return Int32Array.from(picks);
  } finally {
    farthest.dispose();
  }
}

/**
 * The settings of picking; `worth` tells whether a pick is worth it, by its squared distance and how many there are
 * without it.
 */
interface PickSettings extends Pick<CoresetSettings, 'count' | 'onProgress' | 'signal'> {
  readonly worth?: (squaredDistance: number, picked: number) => boolean;
}

/** Picks on from `picks`, until there are `count` or none is worth it. */
export async function pickAll(
  farthest: FarthestRows,
  picks: number[],
  settings: PickSettings,
): Promise<void> {
  const count = Math.min(settings.count, farthest.count);
  let size = candidatesPerBatch;
  while (picks.length < count) {
    const { batch, last } = pickBatch(farthest, picks, size, { ...settings, count });
    farthest.bringNearer(batch);
    picks.push(...batch);
    if (last) return;
    // Not even the first was surely the farthest: too many rows are alike, look at more of them.
    size = batch.length === 0 ? size * 4 : candidatesPerBatch;
    settings.onProgress?.(picks.length, count);
    await new Promise(setImmediate);
    settings.signal?.throwIfAborted();
  }
}

/** Picks what is certain within the `size` farthest rows; the last ones where all others equal picked ones or none is worth it. */
function pickBatch(
  farthest: FarthestRows,
  picks: readonly number[],
  size: number,
  { count, worth = () => true }: PickSettings,
): { batch: number[]; last: boolean } {
  const { indices, outside } = farthest.top(size);
  const candidates = new CandidateSet(farthest, indices, picks);
  const batch: number[] = [];
  while (picks.length + batch.length < count) {
    const next = candidates.farthest();
    const allEqual = next.squaredDistance === 0 && outside === -Infinity;
    if (allEqual || !worth(Math.max(next.squaredDistance, outside), picks.length + batch.length))
      return { batch, last: true };
    if (next.squaredDistance <= outside) break;
    batch.push(indices[next.place]!);
    candidates.pick(next.place);
  }
  return { batch, last: false };
}
