import type { View } from './augmentation.js';
import type { RgbImage } from './image-source.js';
import { randomOf } from '#numbers';
import { renderView } from './view-rendering.js';

/**
 * The differences between two pictures of one part on a line, which may so be changed in training: where the part lies
 * by a few per cent, how near it is, exposure, the lamp's colour a little, contrast, sensor noise. What must stay,
 * since it may be the defect or tell one kind from another: orientation (no turns, no mirror), colour and its loss,
 * sharpness, anything at the scale of a defect (no crops, no cut-outs).
 */
export const lineChanges = {
  /** The crop's side, as a part of the image's: nearer by up to 6 %. */
  leastSide: 0.94,
  /** Each colour's gain on top of the common one. */
  colour: 0.02,
  /** The common gain, from 1 - x to 1 + x. */
  exposure: 0.12,
  gamma: 0.1,
  contrast: 0.1,
  /** The largest deviation of the noise, in parts of the full range. */
  noise: 0.012,
} as const;

const lineStream = 31;

/**
 * Returns the image as the line might show it another time: same size, changed by `lineChanges`; same for a seed and
 * number.
 */
export function lineView(image: RgbImage, seed: number, number: number): RgbImage {
  const size = image.width;
  const pixels = new Uint8ClampedArray(size * size * 3);
  renderView(image, drawLineView(image, seed, number), size, pixels, 0);
  return { width: size, height: size, pixels: new Uint8Array(pixels.buffer) };
}

function drawLineView({ width, height }: RgbImage, seed: number, number: number): View {
  if (width !== height)
    throw new RangeError(`views are taken from square images; this one has ${width} x ${height}`);
  const random = randomOf(seed, lineStream, number);
  const near = (spread: number) => random.between(1 - spread, 1 + spread);
  const side = width * random.between(lineChanges.leastSide, 1);
  const common = near(lineChanges.exposure);
  const gain = () => common * near(lineChanges.colour);
  return {
    left: random.between(0, width - side),
    top: random.between(0, height - side),
    side,
    quarterTurns: 0,
    flip: false,
    grey: false,
    gain: [gain(), gain(), gain()],
    gamma: near(lineChanges.gamma),
    contrast: near(lineChanges.contrast),
    brightness: 0,
    noise: random.between(0, lineChanges.noise),
    noiseOffset: random.below(65_536),
  };
}
