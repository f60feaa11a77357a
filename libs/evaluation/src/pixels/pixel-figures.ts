import { TouchstoneError } from '#contracts';
import { decode, readHeader } from '#images';
import { naming } from '../naming-file.js';
import { PixelCounts } from './pixel-counts.js';
import { pixelMap } from './pixel-map.js';
import { regionsOf, type Regions } from './regions.js';
import type { ScoredImage } from '../judging/score-images.js';

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

/**
 * Returns pixel AUROC and AUPRO over the good images and the defects that have a mask, one image in memory at a time.
 * Null where no mask has a white pixel. A mask that cannot be decoded is named, and its image left out.
 */
export async function pixelFigures(
  images: readonly ScoredImage[],
  onProgress: (done: number) => void,
): Promise<PixelFigures> {
  const counted = images.filter(({ type, mask }) => type === 'good' || mask !== undefined);
  if (!counted.some(({ mask }) => mask !== undefined))
    return { pixelAuroc: null, aupro: null, emptyMasks: 0, unreadableMasks: [] };
  const counts = new PixelCounts(...rangeOf(counted));
  let emptyMasks = 0;
  const unreadableMasks: string[] = [];
  for (const [i, image] of counted.entries()) {
    const found = await count(counts, image);
    if (found instanceof TouchstoneError) unreadableMasks.push(found.message);
    else if (!found) emptyMasks++;
    onProgress(i + 1);
  }
  const [pixelAuroc, aupro] = [counts.areaUnderRoc(), counts.areaUnderPro()];
  return { pixelAuroc, aupro, emptyMasks, unreadableMasks };
}

/** Counts an image; returns false when its mask is empty, and the error of one that cannot be decoded. */
async function count(counts: PixelCounts, image: ScoredImage): Promise<boolean | TouchstoneError> {
  if (image.mask === undefined) {
    const size = fitted(await naming(image.file, async (bytes) => readHeader(bytes)));
    counts.add(pixelMap(image.score, size.width, size.height));
    return true;
  }
  const mask = await naming(image.mask, readMask).catch(unreadable);
  if (mask instanceof TouchstoneError) return mask;
  const { width, height, regions } = mask;
  if (regions.sizes.length === 0) return false;
  counts.add(pixelMap(image.score, width, height), regions);
  return true;
}

function unreadable(error: unknown): TouchstoneError {
  if (error instanceof TouchstoneError && error.status === 422) return error;
  throw error;
}

interface Mask {
  readonly width: number;
  readonly height: number;
  readonly regions: Regions;
}

/** A pixel is defect from half of the brightest value on: masks of 0 and 1 are read as those of 0 and 255. */
async function readMask(bytes: Buffer): Promise<Mask> {
  const { width, height } = fitted(await readHeader(bytes));
  const { pixels } = await decode(bytes, { width, height });
  let brightest = 0;
  for (const value of pixels) if (value > brightest) brightest = value;
  const mask = Uint8Array.from({ length: width * height }, (_, i) =>
    brightest > 0 && pixels[3 * i]! * 2 >= brightest ? 1 : 0,
  );
  return { width, height, regions: regionsOf(mask, width, height) };
}

function fitted({ width, height }: { width: number; height: number }) {
  const factor = Math.min(1, longestSide / Math.max(width, height));
  return {
    width: Math.max(1, Math.round(width * factor)),
    height: Math.max(1, Math.round(height * factor)),
  };
}

/** Interpolated and smoothed scores never leave the range of the patch scores. */
function rangeOf(images: readonly ScoredImage[]): [number, number] {
  let [lowest, highest] = [Infinity, -Infinity];
  for (const { score } of images)
    for (const value of score.map) {
      lowest = Math.min(lowest, value);
      highest = Math.max(highest, value);
    }
  return [lowest, highest];
}
