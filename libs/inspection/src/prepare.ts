import type { ImageQuality } from '#contracts';
import { aligned, cellsThatCount, decode, filled, mayAlign, measureQuality, rasterOf, type RgbImage } from '#images'; // prettier-ignore
import type { View } from './view.js';

/** A frame as the backbone sees it, and what was measured of it on the way. */
export interface Prepared {
  readonly image: RgbImage;
  /** The measured figures of the picture; null where the view has no reference to measure against. */
  readonly quality: ImageQuality | null;
}

/**
 * Turns an image's bytes into the pixels that the backbone sees: the region of interest at its size, measured against
 * the view's reference, moved onto it where the view wants that, and one colour under the masks, so that what lies
 * there changes no embedding, to the bit.
 * @throws TouchstoneError as `decode` of images.
 */
export async function prepare(
  bytes: Buffer,
  view: View,
  { maxPixels }: { maxPixels?: number } = {},
): Promise<Prepared> {
  const { size, regionOfInterest, significantBits, cameraReference, alignment } = view;
  const image = await decode(bytes, { ...size, regionOfInterest, significantBits, maxPixels });
  const counts = await rasterOfView(view);
  if (cameraReference === null) return { image: filled(image, counts), quality: null };
  const quality = measureQuality(image, cameraReference, counts);
  const placed = mayAlign(quality, alignment) ? aligned(image, quality) : image;
  return { image: filled(placed, counts), quality };
}

/**
 * Returns the mask of the patches, row-major, 1 where a patch of the grid counts: less than half of its cell is masked.
 * Null without masks.
 */
export async function patchMask(
  view: View,
  grid: { readonly rows: number; readonly columns: number },
): Promise<Uint8Array | null> {
  return cellsThatCount(await rasterOfView(view), view.size, grid);
}

const rasters = new WeakMap<View, Promise<Uint8Array | null>>();

/** A view's masks are drawn once, however many frames it sees. */
function rasterOfView(view: View): Promise<Uint8Array | null> {
  const known = rasters.get(view);
  if (known !== undefined) return known;
  const raster = rasterOf(view.masks, view.regionOfInterest, view.size);
  rasters.set(view, raster);
  return raster;
}
