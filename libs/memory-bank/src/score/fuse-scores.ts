import type { Fusion } from '#contracts';
import type { Grid } from '../patches/patch-collection.js';
import { standardOf } from './standardise-scores.js';

/** Patch scores on a grid, row-major. */
export interface PlacedMap extends Grid {
  readonly map: Float32Array;
}

/** A frame's image score, and its patch scores in the same unit. */
export interface ScoredMap extends PlacedMap {
  readonly imageScore: number;
}

/** Returns how two inputs are fused, from the held-out image scores of each. */
export function fusionOf(first: readonly number[], second: readonly number[]): Fusion {
  return { first: standardOf(first), second: standardOf(second) };
}

/**
 * Returns the fused image score of a frame, and its map on the grid of the first input: mean of the two, each less its
 * median and divided by its spread. A place of the first grid has the value of the place of the second grid that its
 * middle lies in. 0 where the mask of the first grid leaves out.
 */
export function fusedScore(
  first: ScoredMap,
  second: ScoredMap,
  fusion: Fusion,
  mask: Uint8Array | null,
): { imageScore: number; map: Float32Array } {
  const both = (a: number, b: number) =>
    ((a - fusion.first.median) / fusion.first.spread +
      (b - fusion.second.median) / fusion.second.spread) /
    2;
  const placeInSecond = placesIn(first, second);
  const map = first.map.map((value, place) =>
    mask && mask[place] !== 1 ? 0 : both(value, second.map[placeInSecond(place)]!),
  );
  return { imageScore: both(first.imageScore, second.imageScore), map };
}

function placesIn(first: Grid, second: Grid): (place: number) => number {
  const along = (at: number, of: number, to: number) => Math.floor(((at + 0.5) * to) / of);
  return (place) => {
    const row = along(Math.floor(place / first.columns), first.rows, second.rows);
    const column = along(place % first.columns, first.columns, second.columns);
    return row * second.columns + column;
  };
}
