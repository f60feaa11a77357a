import type { RgbPixels } from '../backbone.js';
import type { Size } from '../compile.js';

/** The pixels of one row or column that make each of fewer ones: where they begin, and their shares, which add up to 1. */
interface Shares {
  readonly from: Int32Array;
  /** `most` shares for each, 0 where fewer pixels are covered. */
  readonly shares: Float64Array;
  readonly most: number;
}

/**
 * Returns the image at a smaller size: each pixel is the mean of the area that it covers. Plain arithmetic on whole
 * pixels, so that every machine has the same bytes.
 */
export function shrunk({ width, height, pixels }: RgbPixels, to: Size): RgbPixels {
  const narrow = narrowed(pixels, { width, height }, to.width);
  return { ...to, pixels: lowered(narrow, height, to) };
}

/** Takes the means along each row: float64, `height` rows of `width` pixels. */
function narrowed(pixels: Uint8Array, { width, height }: Size, to: number): Float64Array {
  const { from, shares, most } = sharesOf(width, to);
  const narrow = new Float64Array(height * to * 3);
  for (let y = 0, at = 0; y < height; y++)
    for (let x = 0; x < to; x++, at += 3) {
      let [red, green, blue] = [0, 0, 0];
      for (let k = 0, place = (y * width + from[x]!) * 3; k < most; k++, place += 3) {
        const share = shares[x * most + k]!;
        if (share === 0) break;
        red += share * pixels[place]!;
        green += share * pixels[place + 1]!;
        blue += share * pixels[place + 2]!;
      }
      narrow[at] = red;
      narrow[at + 1] = green;
      narrow[at + 2] = blue;
    }
  return narrow;
}

/** Takes the means down each column, and rounds. */
function lowered(narrow: Float64Array, height: number, to: Size): Uint8Array {
  const { from, shares, most } = sharesOf(height, to.height);
  const length = to.width * 3;
  const small = new Uint8Array(to.height * length);
  const row = new Float64Array(length);
  for (let y = 0; y < to.height; y++) {
    row.fill(0);
    for (let k = 0; k < most; k++) {
      const share = shares[y * most + k]!;
      if (share === 0) break;
      const start = (from[y]! + k) * length;
      for (let i = 0; i < length; i++) row[i]! += share * narrow[start + i]!;
    }
    for (let i = 0; i < length; i++) small[y * length + i] = Math.round(row[i]!);
  }
  return small;
}

function sharesOf(before: number, after: number): Shares {
  const scale = before / after;
  const most = Math.ceil(scale) + 1;
  const from = Int32Array.from({ length: after }, (_, i) => Math.floor(i * scale));
  const shares = new Float64Array(after * most);
  for (let i = 0; i < after; i++)
    for (let k = 0; k < most; k++) {
      const pixel = from[i]! + k;
      const covered = Math.min((i + 1) * scale, pixel + 1) - Math.max(i * scale, pixel);
      // What is left of a pixel by rounding alone is none.
      shares[i * most + k] = covered > 1e-9 && pixel < before ? covered / scale : 0;
    }
  return { from, shares, most };
}
