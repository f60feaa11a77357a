import type { RgbImage } from '../rgb-image.js';

/** Luma of each pixel, 0 to 255 (ITU-R BT.601). */
export interface GreyImage {
  readonly width: number;
  readonly height: number;
  readonly values: Float32Array;
}

export function greyOf({ width, height, pixels }: RgbImage): GreyImage {
  const values = new Float32Array(width * height);
  for (let i = 0, at = 0; i < values.length; i++, at += 3)
    values[i] = 0.299 * pixels[at]! + 0.587 * pixels[at + 1]! + 0.114 * pixels[at + 2]!;
  return { width, height, values };
}

/** Means over rectangles of pixels, as equal as they can be: a smaller image without aliasing. */
export function shrunk(image: GreyImage, width: number, height: number): GreyImage {
  const values = new Float32Array(width * height);
  for (let y = 0; y < height; y++) {
    const [top, bottom] = span(y, height, image.height);
    for (let x = 0; x < width; x++) {
      const [left, right] = span(x, width, image.width);
      values[y * width + x] = meanOf(image, left, right, top, bottom);
    }
  }
  return { width, height, values };
}

/** Returns the image with mean 0 and deviation 1; a flat image is all 0. Light and contrast no longer count. */
export function normalised({ width, height, values }: GreyImage): GreyImage {
  const mean = values.reduce((sum, v) => sum + v, 0) / values.length;
  const squares = values.reduce((sum, v) => sum + (v - mean) ** 2, 0) / values.length;
  const scale = squares > 1e-6 ? 1 / Math.sqrt(squares) : 0;
  return { width, height, values: values.map((v) => (v - mean) * scale) };
}

/** Returns the value between pixels; NaN outside the image. */
export function between({ width, height, values }: GreyImage, x: number, y: number): number {
  const left = Math.floor(x);
  const top = Math.floor(y);
  if (left < 0 || top < 0 || left >= width - 1 || top >= height - 1) return NaN;
  const u = x - left;
  const at = top * width + left;
  const upper = values[at]! * (1 - u) + values[at + 1]! * u;
  const lower = values[at + width]! * (1 - u) + values[at + width + 1]! * u;
  return upper + (y - top) * (lower - upper);
}

function span(place: number, places: number, pixels: number): [from: number, until: number] {
  const from = Math.floor((place * pixels) / places);
  return [from, Math.max(from + 1, Math.floor(((place + 1) * pixels) / places))];
}

function meanOf(
  { width, values }: GreyImage,
  left: number,
  right: number,
  top: number,
  bottom: number,
): number {
  let sum = 0;
  for (let y = top; y < bottom; y++)
    for (let x = left; x < right; x++) sum += values[y * width + x]!;
  return sum / ((right - left) * (bottom - top));
}
