import { type GreyImage, shrunk } from './grey.js';

/** Tiles a side; the sharpness is a middle one of theirs, so that a defect or an edge of the part does not decide it. */
const tiles = 8;

/**
 * Sharpness: root of the energy of the finest detail over that of detail four times as coarse, by the
 * Laplacian at both scales (a ratio of high-frequency to total energy, as in Pertuz et al., Analysis of focus measure
 * operators, 2013). Contrast cancels out. Median over the tiles that have coarse detail; blur takes the
 * fine detail and leaves the coarse.
 */
export function focusOf(image: GreyImage, counts: Uint8Array | null): number {
  const fine = tileEnergies(image, counts);
  const coarse = tileEnergies(
    shrunk(image, Math.max(tiles, image.width >> 2), Math.max(tiles, image.height >> 2)),
    null,
  );
  const order = coarse.map((_, i) => i).sort((a, b) => coarse[b]! - coarse[a]!);
  const textured = order.slice(0, order.length / 2).filter((i) => coarse[i]! > 1e-6);
  if (textured.length === 0) return 0;
  const ratios = textured.map((i) => Math.sqrt(fine[i]! / coarse[i]!)).sort((a, b) => a - b);
  return ratios[ratios.length >> 1]!;
}

/** Mean squared Laplacian (four neighbours) of each tile. */
function tileEnergies({ width, height, values }: GreyImage, counts: Uint8Array | null): number[] {
  const energy = new Array<number>(tiles * tiles).fill(0);
  const pixels = new Array<number>(tiles * tiles).fill(0);
  for (let y = 1; y < height - 1; y++) {
    const row = Math.floor((y * tiles) / height) * tiles;
    for (let x = 1; x < width - 1; x++) {
      const at = y * width + x;
      if (counts !== null && counts[at] === 0) continue;
      const l = values[at - 1]! + values[at + 1]! + values[at - width]! + values[at + width]! - 4 * values[at]!; // prettier-ignore
      const tile = row + Math.floor((x * tiles) / width);
      energy[tile]! += l * l;
      pixels[tile]!++;
    }
  }
  return energy.map((sum, i) => (pixels[i] === 0 ? 0 : sum / pixels[i]!));
}
