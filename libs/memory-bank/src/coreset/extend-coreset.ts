import type { TensorRuntime } from '#tensors';
import { pickAll, type CoresetSettings } from './coreset.js';
import { FarthestRows } from './farthest-rows.js';
import { smallest } from '#numbers';

/** Rows whose distances to those before them are read out together. */
const rowsTogether = 256;

export interface ExtensionSettings extends Omit<CoresetSettings, 'first'> {
  /** The number of the rows that are a coreset already, in the order of picking, and come first. */
  readonly kept: number;
}

/**
 * Takes new rows into a coreset: indices of at most `count` of the `[n, d]` rows, the kept ones first.
 *
 * Of the new rows the farthest from all picked ones is picked, as by the greedy k-center. Where there is no room, it takes
 * the place of the kept row that was nearest to those picked before it, for as long as it lies farther off than that one
 * did. A cover made anew over kept and new rows differs little and takes the work of all its picks.
 */
export async function extendCoreset(
  runtime: TensorRuntime,
  rows: Float32Array,
  dimensions: number,
  { kept, count, onProgress, signal }: ExtensionSettings,
): Promise<Int32Array> {
  const farthest = new FarthestRows(runtime, rows, dimensions);
  try {
    const leaving = firstToLeave(farthest, kept);
    const picks = Array.from({ length: kept }, (_, row) => row);
    farthest.bringNearer(picks);
    const worth = (squaredDistance: number, picked: number) =>
      picked < count || squaredDistance > (leaving[picked - count]?.squaredDistance ?? Infinity);
    const told = () => onProgress?.(Math.min(count, picks.length), count);
    await pickAll(farthest, picks, { count: farthest.count, worth, onProgress: told, signal });
    const gone = leaving.slice(0, Math.max(0, picks.length - count));
    const left = new Set(gone.map(({ row }) => row));
    return Int32Array.from(picks.filter((row) => !left.has(row)));
  } finally {
    farthest.dispose();
  }
}

/** The kept rows but the first with their squared distance to those before them, the smallest first. */
function firstToLeave(farthest: FarthestRows, kept: number) {
  const leaving: { row: number; squaredDistance: number }[] = [];
  for (let from = 0; from < kept; from += rowsTogether) {
    const to = Math.min(kept, from + rowsTogether);
    const [piece, before] = [places(from, to), places(0, to)];
    const distances = farthest.between(piece, before);
    piece.forEach((row, i) => {
      const squaredDistance = smallest(distances.subarray(i * to, i * to + row));
      if (row > 0) leaving.push({ row, squaredDistance });
    });
  }
  return leaving.sort((a, b) => a.squaredDistance - b.squaredDistance || b.row - a.row);
}

function places(from: number, to: number): Int32Array {
  return Int32Array.from({ length: to - from }, (_, i) => from + i);
}
