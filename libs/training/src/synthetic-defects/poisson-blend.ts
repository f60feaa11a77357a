import type { RgbImage } from '../views/image-source.js';

/** A rectangle of an image, in whole pixels. */
export interface Patch {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** The number of over-relaxed sweeps; patches of up to 96 pixels a side are within one grey level by then. */
const sweeps = 150;
const overRelaxation = 1.8;

/**
 * Seamless cloning: inside the mask, the pixels of `onto` become those whose differences between neighbours are
 * those of `source` and which meet the unchanged pixels at the mask's border. `source` is RGB float, row-major,
 * of the patch's size; the mask likewise, 1 inside; both its border row and column are outside. Changes the
 * pixels in place. Source: Perez, Gangnet and Blake, Poisson Image Editing (SIGGRAPH 2003), equation 7; solved by
 * successive over-relaxation.
 */
export function poissonBlend(
  onto: RgbImage,
  patch: Patch,
  source: Float32Array,
  mask: Uint8Array,
): void {
  for (let channel = 0; channel < 3; channel++) {
    const target = channelOf(onto, patch, channel);
    const guide = guidance(source, patch, channel);
    for (let sweep = 0; sweep < sweeps; sweep++) relax(target, guide, mask, patch.width);
    write(onto, patch, channel, target, mask);
  }
}

/** Sum of the differences to the four neighbours, where all four are in the patch. */
function guidance(source: Float32Array, { width, height }: Patch, channel: number): Float32Array {
  const value = (at: number) => source[at * 3 + channel]!;
  const found = new Float32Array(width * height);
  for (let row = 1; row < height - 1; row++)
    for (let column = 1; column < width - 1; column++) {
      const at = row * width + column;
      found[at] = 4 * value(at) - value(at - 1) - value(at + 1) - value(at - width) - value(at + width); // prettier-ignore
    }
  return found;
}

function relax(target: Float32Array, guide: Float32Array, mask: Uint8Array, width: number): void {
  for (let at = 0; at < mask.length; at++) {
    if (mask[at] === 0) continue;
    const around = target[at - 1]! + target[at + 1]! + target[at - width]! + target[at + width]!;
    target[at]! += overRelaxation * ((around + guide[at]!) / 4 - target[at]!);
  }
}

function channelOf({ width, pixels }: RgbImage, patch: Patch, channel: number): Float32Array {
  return Float32Array.from({ length: patch.width * patch.height }, (_, at) => {
    const [row, column] = [Math.floor(at / patch.width), at % patch.width];
    return pixels[((patch.top + row) * width + patch.left + column) * 3 + channel]!;
  });
}

function write(
  { width, pixels }: RgbImage,
  patch: Patch,
  channel: number,
  values: Float32Array,
  mask: Uint8Array,
): void {
  values.forEach((value, at) => {
    if (mask[at] === 0) return;
    const [row, column] = [Math.floor(at / patch.width), at % patch.width];
    const place = ((patch.top + row) * width + patch.left + column) * 3 + channel;
    pixels[place] = Math.min(255, Math.max(0, Math.round(value)));
  });
}
