import { type RegionOfInterest, TouchstoneError } from '#contracts';
import { decode, readHeader, regionInPixels } from '#images';
import { type NamedPicture, usingNamed } from '../naming-file.js';
import { PixelCounts } from './pixel-counts.js';
import { type PatchMap, pixelMap } from './pixel-map.js';
import { regionsOf, type Regions } from './regions.js';

/** The longer side to which masks are reduced where they are larger; else they are compared at their own size. */
const longestSide = 1024;

export interface PixelFigures {
  readonly pixelAuroc: number | null;
  readonly aupro: number | null;
  /** Masks of defects without one white pixel: they say nothing, and their images are left out. */
  readonly emptyMasks: number;
  /** Masks that cannot be decoded, by what is wrong with each; their images are left out. */
  readonly unreadableMasks: readonly string[];
}

interface Size {
  readonly width: number;
  readonly height: number;
}

/** A picture whose true pixels are known: of a good part none is defect, of a bad one those that its mask shows. */
export interface PixelPicture {
  readonly score: PatchMap;
  /** The mask of a bad part; undefined for a good one. */
  readonly mask: NamedPicture | undefined;
  /** Returns the size of a good part's picture, in pixels. */
  readonly size: () => Promise<Size>;
}

export interface PixelOptions {
  /** The longer side to which pictures are reduced where they are larger; 1,024 pixels without it. */
  readonly longestSide?: number;
  /** The rectangle that the maps cover, in fractions of the picture; absent or null is all of it. */
  readonly regionOfInterest?: RegionOfInterest | null;
}

/**
 * Returns pixel AUROC and AUPRO over good pictures and the defects that have a mask, one picture in memory at a time.
 * Null where no mask has a white pixel. A mask that cannot be decoded is named, and its picture left out.
 */
export async function pixelFigures(
  pictures: readonly PixelPicture[],
  onProgress: (done: number) => void,
  options: PixelOptions = {},
): Promise<PixelFigures> {
  if (!pictures.some(({ mask }) => mask !== undefined))
    return { pixelAuroc: null, aupro: null, emptyMasks: 0, unreadableMasks: [] };
  const counts = new PixelCounts(...rangeOf(pictures));
  let emptyMasks = 0;
  const unreadableMasks: string[] = [];
  for (const [i, picture] of pictures.entries()) {
    const found = await count(counts, picture, options);
    if (found instanceof TouchstoneError) unreadableMasks.push(found.message);
    else if (!found) emptyMasks++;
    onProgress(i + 1);
  }
  const [pixelAuroc, aupro] = [counts.areaUnderRoc(), counts.areaUnderPro()];
  return { pixelAuroc, aupro, emptyMasks, unreadableMasks };
}

/** Counts a picture; returns false when its mask is empty, and the error of one that cannot be decoded. */
async function count(
  counts: PixelCounts,
  { score, mask, size }: PixelPicture,
  options: PixelOptions,
): Promise<boolean | TouchstoneError> {
  if (mask === undefined) {
    const { width, height } = reduced(await size(), options);
    counts.add(pixelMap(score, width, height));
    return true;
  }
  const read = await usingNamed(mask, (bytes) => readMask(bytes, options)).catch(unreadable);
  if (read instanceof TouchstoneError) return read;
  const { width, height, regions } = read;
  if (regions.sizes.length === 0) return false;
  counts.add(pixelMap(score, width, height), regions);
  return true;
}

function unreadable(error: unknown): TouchstoneError {
  if (error instanceof TouchstoneError && error.status === 422) return error;
  throw error;
}

interface Mask extends Size {
  readonly regions: Regions;
}

/** A pixel is defect from half of the brightest value on: masks of 0 and 1 are read as those of 0 and 255. */
async function readMask(bytes: Buffer, options: PixelOptions): Promise<Mask> {
  const { width, height } = reduced(await readHeader(bytes), options);
  const { regionOfInterest = null } = options;
  const { pixels } = await decode(bytes, { width, height, regionOfInterest });
  let brightest = 0;
  for (const value of pixels) if (value > brightest) brightest = value;
  const mask = Uint8Array.from({ length: width * height }, (_, i) =>
    brightest > 0 && pixels[3 * i]! * 2 >= brightest ? 1 : 0,
  );
  return { width, height, regions: regionsOf(mask, width, height) };
}

/** Returns the size at which the region of a picture is compared. */
function reduced(picture: Size, options: PixelOptions): Size {
  const { width, height } = options.regionOfInterest
    ? regionInPixels(options.regionOfInterest, picture)
    : picture;
  const factor = Math.min(1, (options.longestSide ?? longestSide) / Math.max(width, height));
  return {
    width: Math.max(1, Math.round(width * factor)),
    height: Math.max(1, Math.round(height * factor)),
  };
}

/** Interpolated and smoothed scores never leave the range of the patch scores. */
function rangeOf(pictures: readonly PixelPicture[]): [number, number] {
  let [lowest, highest] = [Infinity, -Infinity];
  for (const { score } of pictures)
    for (const value of score.map) {
      lowest = Math.min(lowest, value);
      highest = Math.max(highest, value);
    }
  return [lowest, highest];
}
