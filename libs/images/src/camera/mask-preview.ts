import type { Masks, RegionOfInterest } from '#contracts';
import { decode } from '../decoding/decode.js';
import { encodePng } from '../encode.js';
import { defaultLimits, type ImageLimits } from '../header/image-header.js';
import { readHeader } from '../header/read-header.js';
import { regionInPixels } from '../region.js';
import { rasterOf } from './mask-raster.js';

const longerSide = 768;
/** The share of its light that a pixel keeps which does not count; it is tinted too. */
const light = 0.4;
const tint = [110, 0, 70] as const;

/**
 * Draws a frame under its station's masks, as PNG: what is ignored, or lies outside the region, is dark and purple.
 * @throws TouchstoneError as `decode`.
 */
export async function renderMasks(
  bytes: Buffer,
  { masks, regionOfInterest }: { masks: Masks; regionOfInterest: RegionOfInterest | null },
  limits: ImageLimits = defaultLimits,
): Promise<Buffer> {
  const header = await readHeader(bytes, limits);
  const factor = Math.min(1, longerSide / Math.max(header.width, header.height));
  const [width, height] = [header.width, header.height].map((side) =>
    Math.max(1, Math.round(side * factor)),
  ) as [number, number];
  const picture = await decode(bytes, { width, height, ...limits });
  const counts = await rasterOf(masks, null, { width, height });
  const region = regionInPixels(regionOfInterest ?? { x: 0, y: 0, width: 1, height: 1 }, picture);
  const { pixels } = picture;
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const at = y * width + x;
      const [u, v] = [x - region.left, y - region.top];
      const inside = u >= 0 && v >= 0 && u < region.width && v < region.height;
      if (inside && (counts === null || counts[at] === 1)) continue;
      for (let c = 0; c < 3; c++)
        pixels[3 * at + c] = light * pixels[3 * at + c]! + (1 - light) * tint[c]!;
    }
  return encodePng(picture);
}
