import { aligned, type RgbImage } from '#images';
import { blurred } from './blur.js';
import type { SimulatedFault } from './camera-faults.js';

/**
 * Returns a picture as a faulty camera would have taken it. `blurred`: deviation of a Gaussian in pixels; `dark`,
 * `bright`: share of the light that is missing, or too much (and clipped); `colour-cast`: share of red that is too
 * much; `shifted`: pixels to the right; `turned`: degrees clockwise. A frozen one is not the picture's matter.
 */
export function spoiled(image: RgbImage, fault: SimulatedFault, size: number): RgbImage {
  switch (fault) {
    case 'blurred':
      return blurred(image, size);
    case 'dark':
      return scaled(image, [1 - size, 1 - size, 1 - size]);
    case 'bright':
      return scaled(image, [1 + size, 1 + size, 1 + size]);
    case 'colour-cast':
      return scaled(image, [1 + size, 1, 1]);
    case 'shifted':
      return moved(image, { shiftX: -size / image.width });
    case 'turned':
      return moved(image, { turn: -size });
    case 'frozen':
      return image;
  }
}

function scaled({ width, height, pixels }: RgbImage, gain: readonly number[]): RgbImage {
  const out = Uint8Array.from(pixels, (value, i) =>
    Math.min(255, Math.round(value * gain[i % 3]!)),
  );
  return { width, height, pixels: out };
}

/** Moving a picture back from where it does not lie is moving it away. */
function moved(image: RgbImage, { shiftX = 0, turn = 0 }): RgbImage {
  return aligned(image, { shiftX, shiftY: 0, turn, match: 1 });
}
