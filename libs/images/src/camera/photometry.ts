import type { ImageQuality } from '#contracts';
import type { RgbImage } from '../rgb-image.js';
import type { GreyImage } from './grey.js';

/** Luma from which on, or up to which, a pixel says nothing any more. */
const [darkest, brightest] = [2, 253];

/**
 * Light and colour of the pixels that count: mean luma, shares at the ends of the scale, and the logarithms of
 * mean red and mean blue over mean green.
 */
export function photometry(
  { pixels }: RgbImage,
  { values }: GreyImage,
  counts: Uint8Array | null,
): Pick<ImageQuality, 'exposure' | 'clippedDark' | 'clippedBright' | 'castRed' | 'castBlue'> {
  let [n, luma, dark, bright] = [0, 0, 0, 0];
  let [red, green, blue] = [0, 0, 0];
  for (let i = 0; i < values.length; i++) {
    if (counts !== null && counts[i] === 0) continue;
    n++;
    const value = values[i]!;
    luma += value;
    if (value <= darkest) dark++;
    else if (value >= brightest) bright++;
    red += pixels[3 * i]!;
    green += pixels[3 * i + 1]!;
    blue += pixels[3 * i + 2]!;
  }
  const share = (count: number) => (n === 0 ? 0 : count / n);
  // One grey level more on each: a black picture has no colour cast.
  const over = (sum: number) => Math.log((sum + n) / (green + n || 1));
  return {
    exposure: share(luma) / 255,
    clippedDark: share(dark),
    clippedBright: share(bright),
    castRed: n === 0 ? 0 : over(red),
    castBlue: n === 0 ? 0 : over(blue),
  };
}
