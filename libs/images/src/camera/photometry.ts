import type { ImageQuality } from '#contracts';
import type { RgbImage } from '../rgb-image.js';
import type { GreyImage } from './grey.js';

/** Luma from which on, or up to which, a pixel says nothing any more. */
const [darkest, brightest] = [2, 253];

/**
 * The range of the pixels, as shares from the darkest on, that say how much light there is. Neither a dark ground nor a
 * part that is missing, nor a bright spot, changes what these are; the lamp does.
 */
const lit = [0.6, 0.9] as const;

/**
 * Measures light and colour of the pixels that count: mean luma of the lit ones, shares at the ends of the scale, and
 * the logarithms of the lit ones' mean red and mean blue over their mean green.
 */
export function photometry(
  { pixels }: RgbImage,
  { values }: GreyImage,
  counts: Uint8Array | null,
): Pick<ImageQuality, 'exposure' | 'clippedDark' | 'clippedBright' | 'castRed' | 'castBlue'> {
  const lumas = lumasOf(values, counts);
  const n = lumas.reduce((sum, count) => sum + count, 0);
  const between = [quantile(lumas, n * lit[0]), quantile(lumas, n * lit[1])] as const;
  let [red, green, blue, m] = [0, 0, 0, 0];
  for (let i = 0; i < values.length; i++) {
    if (counts !== null && counts[i] === 0) continue;
    const value = Math.round(values[i]!);
    if (value < between[0] || value > between[1]) continue;
    m++;
    red += pixels[3 * i]!;
    green += pixels[3 * i + 1]!;
    blue += pixels[3 * i + 2]!;
  }
  const share = (part: Uint32Array) =>
    n === 0 ? 0 : part.reduce((sum, count) => sum + count, 0) / n;
  // One grey level more on each: a black picture has no colour cast.
  const over = (sum: number) => (m === 0 ? 0 : Math.log((sum + m) / (green + m)));
  return {
    exposure: meanBetween(lumas, n, lit) / 255,
    clippedDark: share(lumas.subarray(0, darkest + 1)),
    clippedBright: share(lumas.subarray(brightest)),
    castRed: over(red),
    castBlue: over(blue),
  };
}

function lumasOf(values: Float32Array, counts: Uint8Array | null): Uint32Array {
  const lumas = new Uint32Array(256);
  for (let i = 0; i < values.length; i++)
    if (counts === null || counts[i] === 1) lumas[Math.round(values[i]!)]!++;
  return lumas;
}

/** The value that has `rank` pixels below it. */
function quantile(lumas: Uint32Array, rank: number): number {
  let before = 0;
  const found = lumas.findIndex((count) => (before += count) > rank);
  return found === -1 ? 255 : found;
}

/** Mean of the values between two shares of the pixels, in order of their value; 0 without any. */
function meanBetween(
  counts: Uint32Array,
  n: number,
  [low, high]: readonly [number, number],
): number {
  let [before, sum, counted] = [0, 0, 0];
  counts.forEach((count, value) => {
    const within = Math.min(before + count, high * n) - Math.max(before, low * n);
    before += count;
    if (within <= 0) return;
    sum += within * value;
    counted += within;
  });
  return counted === 0 ? 0 : sum / counted;
}
