import { aligned, type RgbImage } from '#images';
import { blurred } from './blur.js';

/** What a simulated camera can do wrong, each with a size: what it means is said below. */
export const cameraFaults = ['blurred', 'dark', 'bright', 'colour-cast', 'shifted', 'turned', 'frozen'] as const; // prettier-ignore
export type SimulatedFault = (typeof cameraFaults)[number];

/** A size at which anybody would call it a fault. */
export const plainSize: Readonly<Record<SimulatedFault, number>> = {
  blurred: 3,
  dark: 0.4,
  bright: 0.4,
  'colour-cast': 0.25,
  shifted: 6,
  turned: 3,
  frozen: 0,
};

/**
 * A picture as a faulty camera would have taken it. `blurred`: deviation of a Gaussian in pixels; `dark`, `bright`:
 * share of the light that is missing, or too much (and clipped); `colour-cast`: share of red that is too much;
 * `shifted`: pixels to the right; `turned`: degrees clockwise. A frozen one is not the picture's matter.
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
