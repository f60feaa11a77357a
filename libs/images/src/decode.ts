import type { Sharp } from 'sharp';
import type { RegionOfInterest } from '#contracts';
import { decodeBmp } from './bmp/bmp-pixels.js';
import { sharp } from './engine.js';
import { imageFailure } from './failures.js';
import { checkStructure, defaultLimits, readHeader, type ImageLimits } from './image-header.js';
import type { ImageFormat } from './format.js';
import { regionInPixels } from './region.js';
import type { RgbImage } from './rgb-image.js';

export interface DecodeTarget {
  /** Pixels that come out; the whole region is stretched to them, nothing is cropped. */
  width: number;
  height: number;
  /** Fractions of the oriented frame; absent or null is the whole frame. */
  regionOfInterest?: RegionOfInterest | null;
  maxPixels?: number;
}

/**
 * Decodes an image to exactly `width` x `height` RGB pixels: EXIF orientation, colour profile to sRGB, 16
 * bit to 8 linearly over the full range, alpha on black, the first page or picture of several; then the
 * region is cut out and resized. The same bytes give the same pixels.
 * @throws TouchstoneError as `readHeader`, and image-truncated or image-damaged from the pixels.
 */
export async function decode(bytes: Buffer, target: DecodeTarget): Promise<RgbImage> {
  const limits = { maxPixels: target.maxPixels ?? defaultLimits.maxPixels };
  const format = checkStructure(bytes, limits);
  try {
    let frame = openFrame(bytes, format);
    if (target.regionOfInterest)
      frame = frame.extract(
        regionInPixels(target.regionOfInterest, await readHeader(bytes, limits)),
      );
    return await toRgb(resize(frame, target));
  } catch (error) {
    throw imageFailure(error, format);
  }
}

/** An image opened as the first step of a pipeline: oriented, on black where it is transparent. */
export function openChecked(
  bytes: Buffer,
  limits: ImageLimits,
): { frame: Sharp; format: ImageFormat } {
  const format = checkStructure(bytes, limits);
  return { frame: openFrame(bytes, format), format };
}

function openFrame(bytes: Buffer, format: ImageFormat): Sharp {
  if (format === 'bmp') return openRgb(decodeBmp(bytes));
  // The number of pixels was checked from the header. libjpeg only warns where a scan stops early, and
  // half a frame must not get a verdict; in the other formats warnings are about harmless private tags.
  const failOn = format === 'jpeg' ? 'warning' : 'error';
  const options = { failOn, limitInputPixels: false, sequentialRead: true } as const;
  return sharp(bytes, options).autoOrient().flatten({ background: '#000' });
}

/** RGB pixels as the first step of a pipeline. */
export function openRgb({ width, height, pixels }: RgbImage): Sharp {
  return sharp(pixels, { raw: { width, height, channels: 3 }, limitInputPixels: false });
}

// Cubic: less ringing beside edges than the default (lanczos3). While loading, sharp shrinks only as far as a
// factor of two remains for it.
function resize(frame: Sharp, { width, height }: DecodeTarget): Sharp {
  return frame.resize({ width, height, fit: 'fill', kernel: 'cubic' });
}

async function toRgb(frame: Sharp): Promise<RgbImage> {
  const { data, info } = await frame
    .toColourspace('srgb')
    .raw({ depth: 'uchar' })
    .toBuffer({ resolveWithObject: true });
  const pixels = info.channels === 3 ? data : greyToRgb(data);
  return { width: info.width, height: info.height, pixels };
}

function greyToRgb(grey: Uint8Array): Uint8Array {
  const pixels = new Uint8Array(grey.length * 3);
  for (let i = 0; i < grey.length; i++) pixels.fill(grey[i]!, i * 3, i * 3 + 3);
  return pixels;
}
