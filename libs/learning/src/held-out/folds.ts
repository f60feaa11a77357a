import { foldsFor, groupIntoFolds } from '#calibration';

/** A normal that is scored held out. */
export interface FoldedFrame {
  readonly id: string;
  readonly part: string;
  /** Tells whether a bank learns it; false where only its score counts. */
  readonly learned: boolean;
}

/** Frames of one fold: all frames of a part are in one. */
export type Fold = readonly FoldedFrame[];

/** Folds of about as many frames each, by the seed; whatever the frames' order. */
export function dealtFolds(frames: readonly FoldedFrame[], seed: number): Fold[] {
  const byPart = framesByPart(frames);
  const sizes = [...byPart].map(([partId, { length }]) => ({ partId, frames: length }));
  return groupIntoFolds(sizes, foldsFor(sizes.length), seed).map((parts) =>
    parts.flatMap((part) => byPart.get(part)!),
  );
}

/**
 * Returns the folds that were, with new frames dealt to them: those of an old part to its fold, new parts, large ones
 * first, to the fold that has least. Null when an old part's frames lie in several folds: then what was held out no
 * longer is.
 */
export function grownFolds(
  frames: readonly FoldedFrame[],
  before: readonly (readonly string[])[],
): Fold[] | null {
  const foldOf = new Map(before.flatMap((ids, fold) => ids.map((id) => [id, fold] as const)));
  const folds: FoldedFrame[][] = before.map(() => []);
  const fresh: FoldedFrame[][] = [];
  for (const part of framesByPart(frames).values()) {
    const known = new Set(part.flatMap(({ id }) => foldOf.get(id) ?? []));
    if (known.size > 1) return null;
    const [fold] = known;
    if (fold === undefined) fresh.push(part);
    else folds[fold]!.push(...part);
  }
  for (const part of fresh.toSorted(
    (a, b) => b.length - a.length || (a[0]!.id < b[0]!.id ? -1 : 1),
  ))
    folds.reduce((least, fold) => (fold.length < least.length ? fold : least)).push(...part);
  return folds;
}

function framesByPart(frames: readonly FoldedFrame[]): Map<string, FoldedFrame[]> {
  const parts = new Map<string, FoldedFrame[]>();
  for (const frame of frames) {
    const part = parts.get(frame.part);
    if (part) part.push(frame);
    else parts.set(frame.part, [frame]);
  }
  return parts;
}
