import type { RgbImage } from '#images';

/** Blurs by a Gaussian, separable, edges repeated; `deviation` in pixels. */
export function blurred({ width, height, pixels }: RgbImage, deviation: number): RgbImage {
  if (deviation <= 0) return { width, height, pixels };
  const kernel = gaussian(deviation);
  const across = along(Float32Array.from(pixels), { width, height, kernel, step: 3, over: width });
  const down = along(across, { width, height, kernel, step: 3 * width, over: height });
  return { width, height, pixels: Uint8Array.from(down, Math.round) };
}

function gaussian(deviation: number): Float32Array {
  const reach = Math.ceil(3 * deviation);
  const weights = Float32Array.from({ length: 2 * reach + 1 }, (_, i) =>
    Math.exp(-((i - reach) ** 2) / (2 * deviation ** 2)),
  );
  const sum = weights.reduce((all, weight) => all + weight, 0);
  return weights.map((weight) => weight / sum);
}

interface Along {
  readonly width: number;
  readonly height: number;
  readonly kernel: Float32Array;
  /** The step from a pixel to the next one of its line, in numbers. */
  readonly step: number;
  /** Pixels of a line. */
  readonly over: number;
}

function along(values: Float32Array, { width, height, kernel, step, over }: Along): Float32Array {
  const out = new Float32Array(values.length);
  const reach = kernel.length >> 1;
  for (let i = 0; i < width * height * 3; i++) {
    const place = Math.floor(i / step) % over;
    let sum = 0;
    for (let k = -reach; k <= reach; k++) {
      const other = Math.min(Math.max(place + k, 0), over - 1);
      sum += kernel[k + reach]! * values[i + (other - place) * step]!;
    }
    out[i] = sum;
  }
  return out;
}
