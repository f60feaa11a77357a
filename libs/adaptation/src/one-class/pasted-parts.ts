import type { Backbone } from '#embedding';
import type { RgbImage } from '#images';
import { pasteDefect } from '#training';

/** A good part with a made-up defect. */
export interface PastedPart {
  readonly image: RgbImage;
  /** Patches of which the defect covers enough, row-major places in the grid. */
  readonly places: readonly number[];
}

/** Share of a patch's pixels that must be pasted for it to count as a defect. */
const covered = 0.3;
/** Fewer parts get more defects each, so that there are about so many. */
const wanted = 300;

/** Parts with pieces of these or others pasted in, hard-edged and blended by turns. Same for a seed. */
export function pastedParts(
  parts: readonly RgbImage[],
  sources: readonly RgbImage[],
  { size, grid }: Pick<Backbone, 'size' | 'grid'>,
  seed: number,
): PastedPart[] {
  const each = Math.max(2, Math.ceil(wanted / parts.length));
  return parts.flatMap((part, i) =>
    Array.from({ length: each }, (_, j) => {
      const from = sources[(i * 7 + j * 13 + seed) % sources.length]!;
      const method = j % 2 === 0 ? 'cut-paste' : 'poisson';
      const { image, mask } = pasteDefect(part, from, method, seed, i * each + j);
      return { image, places: placesUnder(mask, size, grid) };
    }),
  );
}

function placesUnder(mask: Uint8Array, size: Backbone['size'], grid: Backbone['grid']): number[] {
  const [height, width] = [size.height / grid.rows, size.width / grid.columns];
  const pixels = new Float64Array(grid.rows * grid.columns);
  mask.forEach((inside, at) => {
    const row = Math.min(grid.rows - 1, Math.floor(Math.floor(at / size.width) / height));
    const column = Math.min(grid.columns - 1, Math.floor((at % size.width) / width));
    pixels[row * grid.columns + column]! += inside;
  });
  return [...pixels.keys()].filter((place) => pixels[place]! > covered * height * width);
}
