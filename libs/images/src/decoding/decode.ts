import type { RegionOfInterest } from '#contracts';
import { decodingBudget } from './decoding-budget.js';
import { endsTooEarly, imageFailure } from '../failures.js';
import { checkStructure, defaultLimits, headerOf, type CheckedPicture } from '../header/image-header.js'; // prettier-ignore
import { mayEndEarly } from '../jpeg/may-end-early.js';
import { withoutStrayBytes } from '../jpeg/mend-jpeg.js';
import { openBmp, openFrame, openWithoutAlpha, isAlphaAllZero, type Source } from './open-frame.js';
import { regionInPixels, type PixelRegion } from '../region.js';
import type { RgbImage } from '../rgb-image.js';

export interface DecodeTarget {
  /** Pixels that come out; the whole region is stretched to them, nothing is cropped. */
  width: number;
  height: number;
  /** The region in fractions of the oriented frame; absent or null is the whole frame. */
  regionOfInterest?: RegionOfInterest | null;
  /** The number of the 16 bits of a sample that the camera fills, from the low end; absent or null stands for all. */
  significantBits?: number | null;
  maxPixels?: number;
}

/**
 * Decodes an image to exactly `width` x `height` RGB pixels: EXIF orientation, colour profile to sRGB, 16
 * bit to 8 linearly over the significant bits, a transparency channel on black unless it is zero everywhere, the first page or
 * picture of several; then the region is cut out and resized. The same bytes give the same pixels.
 * @throws TouchstoneError as `readHeader`, and image-truncated or image-damaged from the pixels; decoding-busy.
 */
export async function decode(bytes: Buffer, target: DecodeTarget): Promise<RgbImage> {
  const limits = { maxPixels: target.maxPixels ?? defaultLimits.maxPixels };
  const picture = checkStructure(bytes, limits);
  const region = await regionOf(picture, target);
  return decodingBudget.hold(picture.decodedBytes, () =>
    decodeWhole(picture, { ...target, region }),
  );
}

interface WantedPicture extends Pick<DecodeTarget, 'width' | 'height' | 'significantBits'> {
  readonly region: PixelRegion | null;
}

async function regionOf(
  picture: CheckedPicture,
  { regionOfInterest }: DecodeTarget,
): Promise<PixelRegion | null> {
  if (!regionOfInterest) return null;
  return regionInPixels(regionOfInterest, await headerOf(picture));
}

async function decodeWhole(picture: CheckedPicture, wanted: WantedPicture): Promise<RgbImage> {
  const { bytes, format } = picture;
  try {
    await picture.prove?.();
    if (format === 'jpeg') return await decodeJpeg(picture, wanted);
    return await decodeBytes(picture, picture.plain?.() ?? bytes, wanted);
  } catch (error) {
    throw imageFailure(error, format);
  }
}

/**
 * Decodes a JPEG. Where libjpeg complains, its end mark is missing or the last pixels may be, the code itself is
 * followed: it tells missing pixels from bytes that are no part of the picture. That takes longer than decoding, so
 * ordinary pictures are spared it.
 */
async function decodeJpeg(picture: CheckedPicture, wanted: WantedPicture): Promise<RgbImage> {
  const { bytes, unsure } = picture;
  if (unsure) return decodeBytes(picture, await wholeCode(bytes), wanted);
  try {
    const image = await decodeBytes(picture, bytes, wanted);
    if (picture.followable && mayEndEarly(image)) await wholeCode(bytes);
    return image;
  } catch (error) {
    const mended = await withoutStrayBytes(bytes);
    if (mended === undefined) throw error;
    return decodeBytes(picture, mended, wanted);
  }
}

/** @throws TouchstoneError image-truncated where the code is not whole. */
async function wholeCode(bytes: Buffer): Promise<Buffer> {
  const mended = await withoutStrayBytes(bytes);
  if (mended === undefined) throw endsTooEarly('JPEG', 'its coded pixels stop before the last one, or are damaged'); // prettier-ignore
  return mended;
}

async function decodeBytes(
  { format, extraChannel, sixteenBit }: CheckedPicture,
  bytes: Buffer,
  wanted: WantedPicture,
): Promise<RgbImage> {
  if (format === 'bmp') return render(await openBmp(bytes), wanted);
  const gain = sixteenBit && wanted.significantBits ? 2 ** (16 - wanted.significantBits) : 1;
  const opening = { bytes, format, gain };
  if (extraChannel) return render(await openWithoutAlpha(opening), wanted);
  const image = await render(openFrame(opening), wanted);
  // On black, a channel that was left at zero makes a good picture black; its colours are there all the same.
  const hidden = isBlack(image) && (await isAlphaAllZero(opening));
  return hidden ? render(await openWithoutAlpha(opening), wanted) : image;
}

// Cubic: less ringing beside edges than the default (lanczos3). While loading, sharp shrinks only as far as a
// factor of two remains for it.
async function render(
  { frame, gain }: Source,
  { region, width, height }: WantedPicture,
): Promise<RgbImage> {
  const cut = region ? frame.extract(region) : frame;
  const resized = cut.resize({ width, height, fit: 'fill', kernel: 'cubic' });
  const { data, info } = await (gain === 1 ? resized : resized.linear(gain, 0))
    .toColourspace('srgb')
    .raw({ depth: 'uchar' })
    .toBuffer({ resolveWithObject: true });
  const pixels = info.channels === 3 ? data : greyToRgb(data);
  return { width: info.width, height: info.height, pixels };
}

function isBlack({ pixels }: RgbImage): boolean {
  return Buffer.alloc(pixels.length).equals(pixels);
}

function greyToRgb(grey: Uint8Array): Uint8Array {
  const pixels = new Uint8Array(grey.length * 3);
  for (let i = 0, at = 0; i < grey.length; i++, at += 3)
    pixels[at] = pixels[at + 1] = pixels[at + 2] = grey[i]!;
  return pixels;
}
