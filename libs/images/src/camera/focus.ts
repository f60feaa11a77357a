import type { GreyImage } from './grey.js';

/**
 * The number of tiles a side; the sharpness is a middle one of theirs, so that a defect or an edge of the part does not
 * decide it.
 */
const tiles = 8;
/** Mean squared Laplacian of what rounding three colours to whole levels adds: 20 (.3² + .59² + .11²) / 12. */
const rounding = 0.75;
/** Squared grey levels below which a tile is flat. */
const flat = 1;

/**
 * Returns the sharpness: root of the energy of the finest detail (the squared Laplacian) over the contrast (the
 * variance), as the ratio of high-frequency to total energy in Pertuz et al., Analysis of focus measure operators,
 * 2013. Light and contrast cancel out; blur takes the detail and leaves the contrast. Median over the half of the tiles
 * with the most contrast; 0 for a picture without any.
 */
export function focusOf(image: GreyImage, counts: Uint8Array | null): number {
  const seen = tileEnergies(image, counts).filter(({ contrast }) => contrast > flat);
  const most = seen.sort((a, b) => b.contrast - a.contrast).slice(0, Math.ceil(seen.length / 2));
  const ratios = most.map(({ detail, contrast }) => Math.sqrt(detail / contrast)).sort((a, b) => a - b); // prettier-ignore
  return ratios[ratios.length >> 1] ?? 0;
}

interface TileEnergy {
  readonly detail: number;
  readonly contrast: number;
}

/** Mean squared Laplacian (four neighbours), and variance, of each tile. */
function tileEnergies(
  { width, height, values }: GreyImage,
  counts: Uint8Array | null,
): TileEnergy[] {
  const [detail, sum, squares, pixels] = Array.from({ length: 4 }, () => new Float64Array(tiles * tiles)) as [Float64Array, Float64Array, Float64Array, Float64Array]; // prettier-ignore
  for (let y = 1; y < height - 1; y++) {
    const row = Math.floor((y * tiles) / height) * tiles;
    for (let x = 1; x < width - 1; x++) {
      const at = y * width + x;
      if (counts !== null && counts[at] === 0) continue;
      const value = values[at]!;
      const l = values[at - 1]! + values[at + 1]! + values[at - width]! + values[at + width]! - 4 * value; // prettier-ignore
      const tile = row + Math.floor((x * tiles) / width);
      detail[tile]! += l * l;
      sum[tile]! += value;
      squares[tile]! += value * value;
      pixels[tile]!++;
    }
  }
  return Array.from(pixels, (n, i) => ({
    detail: n === 0 ? 0 : Math.max(0, detail[i]! / n - rounding),
    contrast: n === 0 ? 0 : squares[i]! / n - (sum[i]! / n) ** 2,
  }));
}
