import { seededShuffle } from '#numbers';
import type { RgbImage } from '#images';

/** Good parts as pixels and as patches `[n, d]`. */
export interface Parts {
  readonly images: readonly RgbImage[];
  readonly patches: readonly Float32Array[];
}

/** Good parts by what they are for; none is in two. */
export interface SplitParts {
  readonly bank: Parts;
  readonly fit: Parts;
  readonly decide: Parts;
}

/** Splits the parts: half make the bank, a third show what is learned, the others decide; drawn by the seed. */
export function splitParts({ images, patches }: Parts, seed: number): SplitParts {
  const order = seededShuffle([...images.keys()], seed);
  const half = Math.round(order.length / 2);
  const most = Math.round((order.length * 5) / 6);
  const at = (places: readonly number[]): Parts => ({
    images: places.map((i) => images[i]!),
    patches: places.map((i) => patches[i]!),
  });
  return {
    bank: at(order.slice(0, half)),
    fit: at(order.slice(half, most)),
    decide: at(order.slice(most)),
  };
}

/** Counts the parts of each share. */
export function countsOf({ bank, fit, decide }: SplitParts) {
  return { bank: bank.images.length, fit: fit.images.length, decide: decide.images.length };
}
