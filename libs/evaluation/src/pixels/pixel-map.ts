/** The Gaussian smoothing of the map, as a share of the picture's side: 4 pixels at 256, as PatchCore has it. */
const smoothing = 4 / 256;

export interface PatchMap {
  readonly map: Float32Array;
  readonly rows: number;
  readonly columns: number;
}

/**
 * Returns the anomaly map at `width` x `height`: bilinear between the middles of the patches, then Gaussian smoothing.
 * Both are linear along each side, so they are one small matrix per side.
 */
export function pixelMap({ map, rows, columns }: PatchMap, width: number, height: number) {
  const across = weightsOf(columns, width);
  const down = weightsOf(rows, height);
  const wide = new Float32Array(rows * width);
  for (let r = 0; r < rows; r++)
    for (let x = 0; x < width; x++) {
      let sum = 0;
      for (let c = 0; c < columns; c++) sum += map[r * columns + c]! * across[x * columns + c]!;
      wide[r * width + x] = sum;
    }
  const out = new Float32Array(width * height);
  for (let y = 0; y < height; y++)
    for (let r = 0; r < rows; r++) {
      const weight = down[y * rows + r]!;
      if (weight === 0) continue;
      for (let x = 0; x < width; x++) out[y * width + x]! += weight * wide[r * width + x]!;
    }
  return out;
}

let cached: { key: string; weights: Float32Array }[] = [];

/** `[pixels, patches]`: what each patch along a side gives to each pixel; every pixel's sum to 1. */
function weightsOf(patches: number, pixels: number): Float32Array {
  const key = `${patches} ${pixels}`;
  const known = cached.find((entry) => entry.key === key);
  if (known) return known.weights;
  const weights = smoothed(bilinear(patches, pixels), patches, pixels);
  // Sets have a few sizes of images; the latest ones are kept.
  cached = [{ key, weights }, ...cached].slice(0, 8);
  return weights;
}

function bilinear(patches: number, pixels: number): Float32Array {
  const weights = new Float32Array(pixels * patches);
  for (let x = 0; x < pixels; x++) {
    const place = Math.min(patches - 1, Math.max(0, ((x + 0.5) * patches) / pixels - 0.5));
    const left = Math.floor(place);
    weights[x * patches + left]! += 1 - (place - left);
    if (left + 1 < patches) weights[x * patches + left + 1]! += place - left;
  }
  return weights;
}

/** A Gaussian along the pixels; beyond the edge the edge's pixel goes on. */
function smoothed(weights: Float32Array, patches: number, pixels: number): Float32Array {
  const sigma = pixels * smoothing;
  const reach = Math.ceil(4 * sigma);
  const gauss = Array.from({ length: 2 * reach + 1 }, (_, i) =>
    Math.exp(-((i - reach) ** 2) / (2 * sigma ** 2)),
  );
  const total = gauss.reduce((sum, g) => sum + g, 0);
  const out = new Float32Array(weights.length);
  for (let x = 0; x < pixels; x++)
    for (const [i, g] of gauss.entries()) {
      const from = Math.min(pixels - 1, Math.max(0, x + i - reach)) * patches;
      for (let p = 0; p < patches; p++) out[x * patches + p]! += (weights[from + p]! * g) / total;
    }
  return out;
}
