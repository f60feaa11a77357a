import { decode, readHeader } from '#images';
import { naming } from './naming-file.js';
import { PixelCounts } from './pixel-counts.js';
import { pixelMap } from './pixel-map.js';
import { regionsOf, type Regions } from './regions.js';
import type { ScoredImage } from './score-images.js';

/** Masks are compared at their own size, reduced to this longer side where they are larger. */
const longestSide = 1024;

export interface PixelFigures {
  readonly pixelAuroc: number | null;
  readonly aupro: number | null;
  /** Masks of defects without one white pixel: they say nothing, and their images are left out. */
  readonly emptyMasks: number;
}

/**
 * Pixel AUROC and AUPRO over the good images and the defects that have a mask, one image in memory at a
 * time. Null where no mask has a white pixel.
 * @throws TouchstoneError of the images' codes, naming the mask that cannot be read.
 */
export async function pixelFigures(
  images: readonly ScoredImage[],
  onProgress: (done: number) => void,
): Promise<PixelFigures> {
  const counted = images.filter(({ type, mask }) => type === 'good' || mask !== undefined);
  if (!counted.some(({ mask }) => mask !== undefined))
    return { pixelAuroc: null, aupro: null, emptyMasks: 0 };
  const counts = new PixelCounts(...rangeOf(counted));
  let emptyMasks = 0;
  for (const [i, image] of counted.entries()) {
    if (!(await count(counts, image))) emptyMasks++;
    onProgress(i + 1);
  }
  return { pixelAuroc: counts.areaUnderRoc(), aupro: counts.areaUnderPro(), emptyMasks };
}

/** False when the image's mask is empty. */
async function count(counts: PixelCounts, image: ScoredImage): Promise<boolean> {
  if (image.mask === undefined) {
    const size = fitted(await naming(image.file, async (bytes) => readHeader(bytes)));
    counts.add(pixelMap(image.score, size.width, size.height));
    return true;
  }
  const { width, height, regions } = await naming(image.mask, readMask);
  if (regions.sizes.length === 0) return false;
  counts.add(pixelMap(image.score, width, height), regions);
  return true;
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
