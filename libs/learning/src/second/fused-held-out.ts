import type { Fusion, HeldOutBias } from '#contracts';
import { fusedScore, type Grid } from '#memory-bank';
import type { HeldOut } from '../held-out/held-out.js';

/** What is needed beside the scores of two inputs to fuse their maps. */
export interface FusedGrids {
  /** The mask on the first grid, row-major, 1 where a patch counts; null: all do. */
  readonly mask: Uint8Array | null;
  readonly firstGrid: Grid;
  readonly secondGrid: Grid;
}

/**
 * Fuses the held-out scores of two inputs that were held out in the same folds. The medians and spreads are those of all
 * held-out scores: each normal's own share in them is one of many, and the same for every part.
 */
export function fusedHeldOut(
  { first, second }: { readonly first: HeldOut; readonly second: HeldOut },
  fusion: Fusion,
  { mask, firstGrid, secondGrid }: FusedGrids,
): HeldOut {
  const seconds = new Map(second.frames.map((frame) => [frame.id, frame]));
  const frames = first.frames.map((frame) => {
    const other = seconds.get(frame.id)!;
    const { imageScore: score, map } = fusedScore(
      { imageScore: frame.score, map: frame.map, ...firstGrid },
      { imageScore: other.score, map: other.map, ...secondGrid },
      fusion,
      mask,
    );
    return { ...frame, score, map };
  });
  return { ...first, frames, bias: biasOf(first.bias, second.bias) };
}

/** Biases are in spreads of their own scores, as both go into the fused score: half of each. */
function biasOf(first: HeldOutBias | null, second: HeldOutBias | null): HeldOutBias | null {
  if (first === null || second === null) return null;
  return { ...first, spreads: (first.spreads + second.spreads) / 2 };
}
