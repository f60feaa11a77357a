import type { RgbImage } from '../views/image-source.js';
import { randomOf, type Random } from '#numbers';
import { poissonBlend, type Patch } from './poisson-blend.js';

/** A hard edge (cut-paste) or a seamless one (Poisson). */
export type PasteMethod = 'cut-paste' | 'poisson';

export interface PastedDefect {
  readonly image: RgbImage;
  /** The mask, row-major, 1 where pixels were pasted. */
  readonly mask: Uint8Array;
  readonly method: PasteMethod;
}

const pasteStream = 32;

/**
 * Returns a good part with a made-up defect: a piece of `from` (the same part or another), as a rectangle, a thin strip
 * or an ellipse, brighter, darker or as it is, at another place of `part`. Same for a seed and number. Sources: Li et
 * al., CutPaste (CVPR 2021), for area, aspect and scar; Schlueter et al., Natural Synthetic Anomalies (ECCV 2022), for
 * Poisson blending.
 */
export function pasteDefect(
  part: RgbImage,
  from: RgbImage,
  method: PasteMethod,
  seed: number,
  number: number,
): PastedDefect {
  const random = randomOf(seed, pasteStream, number);
  const size = drawSize(part, random);
  const target = placed(part, size, random);
  const source = toned(pixelsOf(from, placed(from, size, random)), random);
  const inside = shapeOf(size, random);
  // A Buffer's slice would be the same memory.
  const image = { ...part, pixels: Uint8Array.from(part.pixels) };
  if (method === 'poisson') poissonBlend(image, target, source, inside);
  else paste(image, target, source, inside);
  return { image, mask: maskOf(part, target, inside), method };
}

interface Size {
  readonly width: number;
  readonly height: number;
}

/** Half are scars (2 to 16 pixels by 10 to 25 per cent of the side), half patches of 0.3 to 4 per cent of the area. */
function drawSize({ width, height }: RgbImage, random: Random): Size {
  const side = Math.min(width, height);
  const upright = random.uniform() < 0.5;
  const [long, short] =
    random.uniform() < 0.5
      ? [side * random.between(0.1, 0.25), (side / 256) * random.between(2, 16)]
      : patchSides(side * Math.sqrt(random.between(0.003, 0.04)), random.between(1, 3));
  const whole = (value: number) => Math.max(3, Math.round(value)) + 2;
  return upright ? { width: whole(short), height: whole(long) } : { width: whole(long), height: whole(short) }; // prettier-ignore
}

function patchSides(side: number, aspect: number): [number, number] {
  return [side * Math.sqrt(aspect), side / Math.sqrt(aspect)];
}

function placed(image: RgbImage, size: Size, random: Random): Patch {
  return {
    ...size,
    left: random.below(image.width - size.width + 1),
    top: random.below(image.height - size.height + 1),
  };
}

/** Inside is 1; the outermost row and column are outside, so that blending has a border to meet. */
function shapeOf({ width, height }: Size, random: Random): Uint8Array {
  const ellipse = random.uniform() < 0.5;
  return Uint8Array.from({ length: width * height }, (_, at) => {
    const [row, column] = [Math.floor(at / width), at % width];
    if (row === 0 || column === 0 || row === height - 1 || column === width - 1) return 0;
    const [x, y] = [(2 * column + 1) / width - 1, (2 * row + 1) / height - 1];
    return !ellipse || x * x + y * y <= 1 ? 1 : 0;
  });
}

function pixelsOf({ width, pixels }: RgbImage, patch: Patch): Float32Array {
  return Float32Array.from({ length: patch.width * patch.height * 3 }, (_, at) => {
    const place = Math.floor(at / 3);
    const [row, column] = [Math.floor(place / patch.width), place % patch.width];
    return pixels[((patch.top + row) * width + patch.left + column) * 3 + (at % 3)]!;
  });
}

/** Contrast within the piece and brightness: what makes a piece of a good part strange at its new place. */
function toned(piece: Float32Array, random: Random): Float32Array {
  const mean = piece.reduce((sum, value) => sum + value, 0) / piece.length;
  const [contrast, shift] = [random.between(0.6, 2), random.between(-50, 50)];
  return piece.map((value) => Math.min(255, Math.max(0, (value - mean) * contrast + mean + shift)));
}

function paste(image: RgbImage, patch: Patch, source: Float32Array, inside: Uint8Array): void {
  inside.forEach((one, at) => {
    if (one === 0) return;
    const [row, column] = [Math.floor(at / patch.width), at % patch.width];
    const place = ((patch.top + row) * image.width + patch.left + column) * 3;
    for (let c = 0; c < 3; c++) image.pixels[place + c] = Math.round(source[at * 3 + c]!);
  });
}

function maskOf({ width, height }: RgbImage, patch: Patch, inside: Uint8Array): Uint8Array {
  const mask = new Uint8Array(width * height);
  inside.forEach((one, at) => {
    const [row, column] = [Math.floor(at / patch.width), at % patch.width];
    mask[(patch.top + row) * width + patch.left + column] = one;
  });
  return mask;
}
