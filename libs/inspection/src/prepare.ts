import type { ImageQuality } from '#contracts';
import { decode, type RgbImage } from '#images';
import type { View } from './view.js';

/** A frame as the backbone sees it, and what was measured of it on the way. */
export interface Prepared {
  readonly image: RgbImage;
  /** Null where nothing was measured. */
  readonly quality: ImageQuality | null;
}

/**
 * An image's bytes as the pixels that the backbone sees: the region of interest, at its size.
 * @throws TouchstoneError as `decode` of images.
 */
export async function prepare(
  bytes: Buffer,
  view: View,
  { maxPixels }: { maxPixels?: number } = {},
): Promise<Prepared> {
  const { size, regionOfInterest } = view;
  return { image: await decode(bytes, { ...size, regionOfInterest, maxPixels }), quality: null };
}
