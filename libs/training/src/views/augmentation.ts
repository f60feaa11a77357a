import type { Random } from '#numbers';
import type { RgbImage } from './image-source.js';

/** The way in which one square view is taken from an image; drawn once, then rendered without further chance. */
export interface View {
  /** The left, top and side of the square crop, in pixels of the image. */
  readonly left: number;
  readonly top: number;
  readonly side: number;
  /** The number of clockwise quarter turns, 0 to 3, after the flip. */
  readonly quarterTurns: number;
  readonly flip: boolean;
  readonly grey: boolean;
  /** The gain: `(gain * pixel) ^ gamma`, then contrast around 0.5 and brightness, on pixels in [0, 1]. */
  readonly gain: readonly [number, number, number];
  readonly gamma: number;
  readonly contrast: number;
  readonly brightness: number;
  /** The deviation of the noise, in units of the full range. */
  readonly noise: number;
  /** The place in the noise table where this view starts reading. */
  readonly noiseOffset: number;
}

/** Draws a view: the ranges are those of the distillation trial, and half contrast besides. */
export function drawView(image: RgbImage, random: Random): View {
  const shorter = Math.min(image.width, image.height);
  const side = shorter * random.between(0.45, 1);
  const gain = (): number => random.between(0.8, 1.2);
  return {
    left: random.between(0, image.width - side),
    top: random.between(0, image.height - side),
    side,
    quarterTurns: random.below(4),
    flip: random.uniform() < 0.5,
    grey: random.uniform() < 1 / 3,
    gain: [gain(), gain(), gain()],
    gamma: Math.exp(random.between(Math.log(0.7), Math.log(1.4))),
    contrast: random.between(0.5, 1.1),
    brightness: random.between(-0.1, 0.1),
    noise: random.uniform() < 0.5 ? 0 : random.between(0, 0.03),
    noiseOffset: random.below(65_536),
  };
}

/** Returns the largest square in the middle, nothing else changed: for the teacher's statistics. */
export function plainView(image: RgbImage): View {
  const side = Math.min(image.width, image.height);
  return {
    left: (image.width - side) / 2,
    top: (image.height - side) / 2,
    side,
    quarterTurns: 0,
    flip: false,
    grey: false,
    gain: [1, 1, 1],
    gamma: 1,
    contrast: 1,
    brightness: 0,
    noise: 0,
    noiseOffset: 0,
  };
}
