import type { RgbImage } from '#images';

/** A round mark: its middle and diameter in pixels, and the grey levels of 255 that it is brighter; darker below 0. */
export interface Mark {
  readonly x: number;
  readonly y: number;
  readonly diameter: number;
  readonly contrast: number;
}

/**
 * Returns a copy of an image with a mark on it: a disc that is brighter or darker by the contrast than what was there, its edge as
 * soft as one pixel. What would be beyond black or white is cut off.
 */
export function pasteMark(image: RgbImage, { x, y, diameter, contrast }: Mark): RgbImage {
  const { width, height } = image;
  // A Buffer's slice would be the same memory.
  const pixels = Uint8Array.from(image.pixels);
  const radius = diameter / 2;
  const reach = Math.ceil(radius + 1);
  for (let row = Math.max(0, Math.floor(y) - reach); row < Math.min(height, y + reach); row++)
    for (
      let column = Math.max(0, Math.floor(x) - reach);
      column < Math.min(width, x + reach);
      column++
    ) {
      // prettier-ignore
      const away = Math.hypot(column + 0.5 - x, row + 0.5 - y);
      const share = Math.min(1, Math.max(0, radius - away + 0.5));
      for (let at = (row * width + column) * 3, end = at + 3; at < end; at++)
        pixels[at] = Math.min(255, Math.max(0, Math.round(pixels[at]! + share * contrast)));
    }
  return { ...image, pixels };
}

/** Returns the mean grey level of the pixels under a disc. */
export function greyUnder(image: RgbImage, { x, y, diameter }: Omit<Mark, 'contrast'>): number {
  const [row, column] = [clamped(y, image.height), clamped(x, image.width)];
  const half = Math.max(0, Math.floor(diameter / 2));
  let [sum, count] = [0, 0];
  for (let r = Math.max(0, row - half); r <= Math.min(image.height - 1, row + half); r++)
    for (let c = Math.max(0, column - half); c <= Math.min(image.width - 1, column + half); c++)
      for (let channel = 0; channel < 3; channel++, count++)
        sum += image.pixels[(r * image.width + c) * 3 + channel]!;
  return sum / count;
}

function clamped(value: number, size: number): number {
  return Math.min(size - 1, Math.max(0, Math.floor(value)));
}
