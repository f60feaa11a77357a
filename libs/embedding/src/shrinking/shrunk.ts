import type { RgbPixels } from '../backbone.js';
import type { Size } from '../compile.js';

/** The pixels of one row or column that make one of the smaller, with their shares, which add up to 1. */
interface Shares {
  readonly from: number;
  readonly shares: readonly number[];
}

/**
 * Returns the image at a smaller size: each pixel is the mean of the area that it covers. Plain arithmetic on whole
 * pixels, so that every machine has the same bytes.
 */
export function shrunk({ width, height, pixels }: RgbPixels, to: Size): RgbPixels {
  const across = sharesOf(width, to.width);
  const narrow = new Float32Array(height * to.width * 3);
  for (let y = 0; y < height; y++)
    meanOf(
      across,
      (x) => (y * width + x) * 3,
      pixels,
      narrow,
      (x) => (y * to.width + x) * 3,
    );
  const down = sharesOf(height, to.height);
  const small = new Float32Array(to.height * to.width * 3);
  for (let x = 0; x < to.width; x++)
    meanOf(
      down,
      (y) => (y * to.width + x) * 3,
      narrow,
      small,
      (y) => (y * to.width + x) * 3,
    );
  return { ...to, pixels: Uint8Array.from(small, Math.round) };
}

/** Takes the mean along one row or column; the functions give the places of its red values. */
function meanOf(
  along: readonly Shares[],
  placeOf: (i: number) => number,
  values: ArrayLike<number>,
  into: Float32Array,
  placeInto: (i: number) => number,
): void {
  along.forEach(({ from, shares }, i) => {
    const at = placeInto(i);
    shares.forEach((share, k) => {
      const place = placeOf(from + k);
      for (let channel = 0; channel < 3; channel++)
        into[at + channel]! += share * values[place + channel]!;
    });
  });
}

function sharesOf(before: number, after: number): Shares[] {
  const scale = before / after;
  return Array.from({ length: after }, (_, i) => {
    const [start, end] = [i * scale, (i + 1) * scale];
    const from = Math.floor(start);
    const count = Math.min(before, Math.ceil(end - 1e-9)) - from;
    const covered = (k: number) => Math.min(end, from + k + 1) - Math.max(start, from + k);
    return { from, shares: Array.from({ length: count }, (_, k) => covered(k) / scale) };
  });
}
