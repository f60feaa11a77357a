import type { RgbImage } from '../rgb-image.js';

/** The range that resizing and profiles move the grey within that libjpeg puts where there is no code. */
const [darkest, lightest, mostColour] = [122, 140, 4];

/**
 * Tells whether the last pixels of a JPEG may be missing. libvips looks for libjpeg's warnings before it reads the next
 * rows, so that it does not see those of the last; libjpeg makes what is missing middle grey. The last pixel lies in
 * some corner, as the picture is turned, and what is missing reaches to it from the left.
 */
export function mayEndEarly({ pixels, width, height }: RgbImage): boolean {
  const last = width * height - 1;
  return [0, width - 1, last - width + 1, last].some((pixel) => {
    const colours = pixels.subarray(pixel * 3, pixel * 3 + 3);
    const [low, high] = [Math.min(...colours), Math.max(...colours)];
    return low >= darkest && high <= lightest && high - low <= mostColour;
  });
}
