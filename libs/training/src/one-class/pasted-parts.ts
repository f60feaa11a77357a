import { TouchstoneError } from '#contracts';
import type { Backbone } from '#embedding';
import type { RgbImage } from '#images';
import { pasteDefect } from '../synthetic-defects/paste-defect.js';
import { pause } from '../kinds/pause.js';
import type { Work } from './patches.js';

/** A good part with a made-up defect. */
export interface PastedPart {
  readonly image: RgbImage;
  /** Patches of which the defect covers enough, row-major places in the grid. */
  readonly places: readonly number[];
}

/** Share of a patch's pixels that must be pasted for it to count as a defect. */
const covered = 0.3;
/** The number of pasted defects in all, about: fewer parts get more of them each. */
const wanted = 300;
/** The number of parts between two pauses: pasting takes milliseconds each. */
const perPause = 8;

/**
 * Returns parts with pieces of these or others pasted in, hard-edged and blended by turns, with the places that count.
 * Same for a seed.
 * @throws TouchstoneError validation-failed where no defect came to lie on patches that count; the signal's reason.
 */
export async function pasteInto(
  parts: readonly RgbImage[],
  sources: readonly RgbImage[],
  { seed, tools: { backbone, view }, watch }: Work,
): Promise<PastedPart[]> {
  const total = parts.length * defectsEach(parts.length);
  const made: PastedPart[] = [];
  for (const { image, places } of eachPastedPart(parts, sources, backbone, seed)) {
    made.push({ image, places: places.filter((place) => view?.counts?.[place] !== 0) });
    watch.onStep?.('paste', made.length, total);
    if (made.length % perPause === 0) await pause(watch);
  }
  if (made.every(({ places }) => places.length === 0)) throw nothingCounts();
  return made;
}

function nothingCounts(): TouchstoneError {
  return new TouchstoneError(
    'validation-failed',
    'The masks leave too little of the part: no pasted defect came to lie on patches that count. Make the masks smaller.',
  );
}

function* eachPastedPart(
  parts: readonly RgbImage[],
  sources: readonly RgbImage[],
  { size, grid }: Pick<Backbone, 'size' | 'grid'>,
  seed: number,
): Generator<PastedPart> {
  const each = defectsEach(parts.length);
  for (const [i, part] of parts.entries())
    for (let j = 0; j < each; j++) {
      const from = sources[(i * 7 + j * 13 + seed) % sources.length]!;
      const method = j % 2 === 0 ? 'cut-paste' : 'poisson';
      const { image, mask } = pasteDefect(part, from, method, seed, i * each + j);
      yield { image, places: placesUnder(mask, size, grid) };
    }
}

function defectsEach(parts: number): number {
  return Math.max(2, Math.ceil(wanted / parts));
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
