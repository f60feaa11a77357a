import type { Limits, RegionOfInterest } from '#contracts';
import { enlargeMap, type AnomalyMap } from './anomaly-map.js';
import { decode } from '../decoding/decode.js';
import { encodePng } from '../encode.js';
import { fitted } from '../decoding/fitted.js';
import { heatColour } from './heatmap-colours.js';
import { defaultLimits } from '../header/image-header.js';
import { readHeader } from '../header/read-header.js';
import { regionInPixels, type PixelRegion } from '../region.js';
import type { RgbImage } from '../rgb-image.js';

export interface HeatmapRequest extends AnomalyMap {
  limits: Limits;
  /** The rectangle that the map covers, in fractions of the frame; absent or null is all of it. */
  regionOfInterest?: RegionOfInterest | null;
  /** Longer side of the picture, in pixels; frames are never enlarged. */
  maxSide?: number;
  /** The number of significant bits, as the frame was decoded for the map. */
  significantBits?: number | null;
  maxPixels?: number;
}

/** The share of its light that a pixel outside the region of interest keeps. */
const outsideLight = 0.45;
const outlineColour = [255, 32, 96] as const;

/**
 * Draws the frame under the colours of its anomaly map, as PNG: clear below the review limit, orange at the reject limit,
 * an outline around what is over it. Limits are on the image score, the mean of the worst patches, on the same scale as
 * the patch scores: single patches of a good part can lie over them.
 * @throws TouchstoneError as `decode`.
 */
export async function renderHeatmap(bytes: Buffer, request: HeatmapRequest): Promise<Buffer> {
  const limits = { maxPixels: request.maxPixels ?? defaultLimits.maxPixels };
  const size = fitted(await readHeader(bytes, limits), request.maxSide ?? 1024);
  const { significantBits } = request;
  const picture = await decode(bytes, { ...size, significantBits, ...limits });
  const whole = { x: 0, y: 0, width: 1, height: 1 };
  const region = regionInPixels(request.regionOfInterest ?? whole, picture);
  dimOutside(picture, region);
  paint(picture, region, enlargeMap(request, region.width, region.height), request.limits);
  return encodePng(picture);
}

function dimOutside({ pixels, width, height }: RgbImage, region: PixelRegion): void {
  const [right, bottom] = [region.left + region.width, region.top + region.height];
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      if (x >= region.left && x < right && y >= region.top && y < bottom) continue;
      const at = (y * width + x) * 3;
      for (let channel = 0; channel < 3; channel++) pixels[at + channel]! *= outsideLight;
    }
}

function paint(picture: RgbImage, region: PixelRegion, scores: Float32Array, limits: Limits): void {
  const thickness = Math.max(1, Math.round(Math.max(picture.width, picture.height) / 400));
  for (let y = 0; y < region.height; y++)
    for (let x = 0; x < region.width; x++) {
      const score = scores[y * region.width + x]!;
      if (score <= limits.warn) continue;
      const at = ((y + region.top) * picture.width + x + region.left) * 3;
      if (isOutline(scores, region, x, y, limits.reject, thickness))
        picture.pixels.set(outlineColour, at);
      else tint(picture.pixels, at, score, limits);
    }
}

function tint(pixels: Uint8Array, at: number, score: number, limits: Limits): void {
  const { red, green, blue, opacity } = heatColour(score, limits);
  const over = (under: number, colour: number) => under + (colour - under) * opacity;
  pixels[at] = over(pixels[at]!, red);
  pixels[at + 1] = over(pixels[at + 1]!, green);
  pixels[at + 2] = over(pixels[at + 2]!, blue);
}

/** Over the level, with something not over it within `thickness` pixels: the inner edge of the region. */
function isOutline(
  scores: Float32Array,
  { width, height }: PixelRegion,
  x: number,
  y: number,
  level: number,
  thickness: number,
): boolean {
  const over = (column: number, row: number) =>
    column >= 0 && column < width && row >= 0 && row < height
      ? scores[row * width + column]! > level
      : false;
  if (!over(x, y)) return false;
  const steps = [-thickness, thickness];
  return steps.some((step) => !over(x + step, y) || !over(x, y + step));
}
