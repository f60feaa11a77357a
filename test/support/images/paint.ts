import { sharp } from '../../../libs/images/src/decoding/engine.js';
import type { RgbImage } from '../../../libs/images/src/rgb-image.js';

/** Returns a picture whose every pixel is told by a function, for tests. */
export function paint(
  width: number,
  height: number,
  colour: (x: number, y: number) => readonly [number, number, number],
): RgbImage {
  const pixels = new Uint8Array(width * height * 3);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) pixels.set(colour(x, y), (y * width + x) * 3);
  return { width, height, pixels };
}

/** Returns a picture in which no two pixels near one another are alike, so that a slip by one shows. */
export function speckled(width: number, height: number): RgbImage {
  const level = (n: number) => (Math.imul(n + 1, 2654435761) >>> 24) & 255;
  return paint(width, height, (x, y) => {
    const place = y * width + x;
    return [level(place * 3), level(place * 3 + 1), level(place * 3 + 2)];
  });
}

/** Returns a picture of soft waves, as that of a thing has. */
export function waves(width: number, height: number): RgbImage {
  return paint(width, height, (x, y) => [
    Math.round(127 + 100 * Math.sin((x / width) * 9) * Math.cos((y / height) * 7)),
    Math.round(127 + 100 * Math.sin((x / width) * 5 + 1)),
    Math.round(127 + 100 * Math.cos((y / height) * 6 - 1)),
  ]);
}

export function open({ width, height, pixels }: RgbImage) {
  return sharp(pixels, { raw: { width, height, channels: 3 } });
}

export function pixelAt({ width, pixels }: RgbImage, x: number, y: number): number[] {
  return [...pixels.subarray((y * width + x) * 3, (y * width + x) * 3 + 3)];
}

/** Returns the mean and the largest difference of two pictures of one size, in levels. */
export function difference(a: RgbImage, b: RgbImage): { mean: number; largest: number } {
  let [sum, largest] = [0, 0];
  a.pixels.forEach((level, i) => {
    const off = Math.abs(level - b.pixels[i]!);
    sum += off;
    largest = Math.max(largest, off);
  });
  return { mean: sum / a.pixels.length, largest };
}
