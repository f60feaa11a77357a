import type { View } from './augmentation.js';
import type { RgbImage } from './image-source.js';
import { randomOf } from '#numbers';

/**
 * The table of noise: drawing 2.6 million normal numbers a batch would cost as much as the teacher; a table does not.
 */
const noiseTable = makeNoiseTable(65_536);

/**
 * Writes the view as `size * size * 3` values (RGB, 0 to 255) into `out` from `offset` on: bilinear
 * resampling of the crop, then the tone curve by table, then noise, rounded and clamped to bytes.
 */
export function renderView(
  image: RgbImage,
  view: View,
  size: number,
  out: Uint8ClampedArray,
  offset: number,
): void {
  const curves = view.gain.map((gain) => toneCurve(view, gain));
  const place = sourcePlaces(view, size);
  const pixel = new Float32Array(3);
  let write = offset;
  for (let row = 0; row < size; row++) {
    for (let column = 0; column < size; column++) {
      sample(image, at(place.x, row, column), at(place.y, row, column), pixel);
      if (view.grey) makeGrey(pixel);
      write = writeToned(pixel, curves, view, write - offset, out, write);
    }
  }
}

function writeToned(
  pixel: Float32Array,
  curves: Float32Array[],
  view: View,
  position: number,
  out: Uint8ClampedArray,
  write: number,
): number {
  for (let channel = 0; channel < 3; channel++) {
    const toned = curves[channel]![Math.round(pixel[channel]!)]!;
    const noise = view.noise * noiseTable[(view.noiseOffset + position + channel) & 0xffff]!;
    out[write + channel] = (toned + noise) * 255;
  }
  return write + 3;
}

function at({ start, perRow, perColumn }: Affine, row: number, column: number): number {
  return start + perRow * row + perColumn * column;
}

/** The places of the view's cells in the image: affine in row and column, in pixel coordinates. */
interface Places {
  readonly x: Affine;
  readonly y: Affine;
}

interface Affine {
  readonly start: number;
  readonly perRow: number;
  readonly perColumn: number;
}

function sourcePlaces(view: View, size: number): Places {
  const turned = turnedCell(view.quarterTurns, size - 1);
  const scale = view.side / size;
  const { row, column } = turned;
  const flipped = view.flip ? flip(column, size - 1) : column;
  return { x: toImage(flipped, view.left, scale), y: toImage(row, view.top, scale) };
}

function turnedCell(quarterTurns: number, last: number): { row: Affine; column: Affine } {
  const rows = { start: 0, perRow: 1, perColumn: 0 };
  const columns = { start: 0, perRow: 0, perColumn: 1 };
  if (quarterTurns === 0) return { row: rows, column: columns };
  if (quarterTurns === 1) return { row: flip(columns, last), column: rows };
  if (quarterTurns === 2) return { row: flip(rows, last), column: flip(columns, last) };
  return { row: columns, column: flip(rows, last) };
}

function flip({ start, perRow, perColumn }: Affine, last: number): Affine {
  return { start: last - start, perRow: -perRow, perColumn: -perColumn };
}

/** Turns cells into pixels; the centre of the first cell is half a cell inside the crop. */
function toImage({ start, perRow, perColumn }: Affine, origin: number, scale: number): Affine {
  return {
    start: origin + (start + 0.5) * scale - 0.5,
    perRow: perRow * scale,
    perColumn: perColumn * scale,
  };
}

/** Bilinear, clamped at the border; writes three values of 0 to 255. */
function sample(image: RgbImage, x: number, y: number, pixel: Float32Array): void {
  const { width, height, pixels } = image;
  const column = Math.min(width - 1, Math.max(0, x));
  const row = Math.min(height - 1, Math.max(0, y));
  const left = Math.floor(column);
  const top = Math.floor(row);
  const across = column - left;
  const down = row - top;
  const upper = (top * width + left) * 3;
  const right = left + 1 < width ? 3 : 0;
  const lower = top + 1 < height ? upper + width * 3 : upper;
  for (let channel = 0; channel < 3; channel++) {
    const above =
      pixels[upper + channel]! * (1 - across) + pixels[upper + right + channel]! * across;
    const below =
      pixels[lower + channel]! * (1 - across) + pixels[lower + right + channel]! * across;
    pixel[channel] = above * (1 - down) + below * down;
  }
}

/** Rec. 601 luma, as cameras and sharp compute grey. */
function makeGrey(pixel: Float32Array): void {
  pixel.fill(0.299 * pixel[0]! + 0.587 * pixel[1]! + 0.114 * pixel[2]!);
}

function toneCurve(view: View, gain: number): Float32Array {
  return Float32Array.from({ length: 256 }, (_, value) => {
    const curved = Math.min(1, (value / 255) * gain) ** view.gamma;
    return (curved - 0.5) * view.contrast + 0.5 + view.brightness;
  });
}

function makeNoiseTable(length: number): Float32Array {
  const random = randomOf(length);
  return Float32Array.from({ length }, () => random.normal());
}
