import { startWatch, type WatchState } from '#calibration';
import type { DriftStatus } from '#contracts';

/** What is stored of a station's watch, beside its place. */
export interface DriftDocument {
  readonly watch: WatchState;
  /** Sum of the image embeddings of the first parts: the place that the others move away from. */
  readonly centre: { readonly sum: readonly number[]; readonly parts: number };
  /** How the tests stand, for those who only read. */
  readonly signals: readonly DriftStatus[];
  readonly [more: string]: unknown;
}

/** Parts that the centre of the embeddings is taken from; the ones after them are compared with it. */
export const partsOfCentre = 50;

export function startDocument(seed: number): DriftDocument {
  return { watch: startWatch(seed), centre: { sum: [], parts: 0 }, signals: [] };
}

/** The centre with one more embedding in it, and how far an embedding lies from it once it stands. */
export function fromCentre(
  centre: DriftDocument['centre'],
  image: Float32Array | null,
): { centre: DriftDocument['centre']; distance: number | null } {
  if (image === null) return { centre, distance: null };
  if (centre.parts < partsOfCentre) {
    const sum = Array.from(image, (value, c) => value + (centre.sum[c] ?? 0));
    return { centre: { sum, parts: centre.parts + 1 }, distance: null };
  }
  if (centre.sum.length !== image.length) return { centre, distance: null };
  const squared = image.reduce(
    (s, value, c) => s + (value - centre.sum[c]! / centre.parts) ** 2,
    0,
  );
  return { centre, distance: Math.sqrt(squared) };
}
