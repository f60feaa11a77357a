import FFT from 'fft.js';
import type { GreyImage } from './grey.js';

/** Side of the square that is transformed. */
const side = 64;
const fft = new FFT(side);
const window = Float64Array.from({ length: side }, (_, i) =>
  Math.sin((Math.PI * (i + 0.5)) / side),
);

/** A spectrum, `side` x `side` complex numbers, row-major. */
export type Spectrum = Float64Array;

/** Returns the spectrum of an image of 64 x 64 pixels under a sine window, so that its borders are no edges. */
export function spectrumOf({ values }: GreyImage): Spectrum {
  const spectrum = new Float64Array(2 * side * side);
  for (let y = 0; y < side; y++)
    for (let x = 0; x < side; x++)
      spectrum[2 * (y * side + x)] = values[y * side + x]! * window[y]! * window[x]!;
  transform(spectrum, false);
  return spectrum;
}

export const spectrumSide = side;

/**
 * Returns how far the second image is moved against the first, in whole pixels of 64, right and down: the highest peak
 * of the phase correlation (Kuglin and Hines, 1975).
 */
export function wholeMove(first: Spectrum, second: Spectrum): { x: number; y: number } {
  const cross = new Float64Array(first.length);
  for (let i = 0; i < first.length; i += 2) {
    const [a, b, c, d] = [second[i]!, second[i + 1]!, first[i]!, first[i + 1]!];
    const [re, im] = [a * c + b * d, b * c - a * d];
    // Frequencies without energy in both images only add noise: they count by less than their phase alone.
    const size = Math.hypot(re, im) + 1e-3 * side * side;
    cross[i] = re / size;
    cross[i + 1] = im / size;
  }
  transform(cross, true);
  let peak = 0;
  for (let i = 0; i < side * side; i++) if (cross[2 * i]! > cross[2 * peak]!) peak = i;
  return { x: signed(peak % side), y: signed(Math.floor(peak / side)) };
}

function signed(place: number): number {
  return place > side / 2 ? place - side : place;
}

/** Rows, then columns, in place. */
function transform(data: Float64Array, inverse: boolean): void {
  const line = new Float64Array(2 * side);
  const out = new Float64Array(2 * side);
  const run = () => (inverse ? fft.inverseTransform(out, line) : fft.transform(out, line));
  for (let y = 0; y < side; y++) {
    line.set(data.subarray(2 * y * side, 2 * (y + 1) * side));
    run();
    data.set(out, 2 * y * side);
  }
  for (let x = 0; x < side; x++) {
    for (let y = 0; y < side; y++) {
      line[2 * y] = data[2 * (y * side + x)]!;
      line[2 * y + 1] = data[2 * (y * side + x) + 1]!;
    }
    run();
    for (let y = 0; y < side; y++) {
      data[2 * (y * side + x)] = out[2 * y]!;
      data[2 * (y * side + x) + 1] = out[2 * y + 1]!;
    }
  }
}
