import { TouchstoneError } from '#contracts';
import { readBmpHeader } from '../bmp/bmp-header.js';
import { checkJpeg } from '../jpeg/check-jpeg.js';
import { checkPng } from '../png/check-png.js';
import { checkTiff } from '../tiff/check-tiff.js';
import { checkWebp } from '../webp/check-webp.js';
import { decodingBudget } from '../decoding/decoding-budget.js';
import { sharp } from '../decoding/engine.js';
import { imageFailure } from '../failures.js';
import { recogniseFormat, type ImageFormat } from './format.js';
import type { StoredPicture } from '../decoding/stored-picture.js';

/** The facts of an image that are known without decoding its pixels. */
export interface ImageHeader {
  format: ImageFormat;
  mediaType: `image/${ImageFormat}`;
  /** The pixels across, after EXIF orientation. */
  width: number;
  /** The pixels down, after EXIF orientation. */
  height: number;
  /** Bits of one channel (of one palette index where there is a palette). */
  bitDepth: number;
  /** Channels as stored, an alpha channel included. */
  channels: number;
}

export interface ImageLimits {
  maxPixels: number;
}

/** The limits by default: ten thousand by ten thousand pixels, 300 MB as RGB. */
export const defaultLimits: ImageLimits = { maxPixels: 100e6 };

/** An image whose structure was looked at. */
export interface CheckedPicture extends StoredPicture {
  readonly bytes: Buffer;
  readonly format: ImageFormat;
}

const checks: Record<ImageFormat, (bytes: Buffer) => StoredPicture> = {
  jpeg: checkJpeg,
  png: checkPng,
  webp: checkWebp,
  tiff: checkTiff,
  bmp: checkBmp,
};

/**
 * Reads what an image says of itself, as far as its structure tells; decodes no pixels.
 * @throws TouchstoneError not-an-image, image-truncated, image-damaged, too-many-pixels or zero-sized.
 */
export async function headerOf({ bytes, format }: CheckedPicture): Promise<ImageHeader> {
  return format === 'bmp' ? bmpFacts(bytes) : await sharpFacts(bytes, format);
}

/**
 * Checks what every decoding relies on: format, wholeness as far as the structure tells, size. Throws where one fails.
 */
export function checkStructure(bytes: Buffer, limits: ImageLimits): CheckedPicture {
  const format = recogniseFormat(bytes);
  const picture = { ...checks[format](bytes), bytes, format };
  checkSize(picture, limits);
  return picture;
}

function checkSize(
  { width, height, decodedBytes }: StoredPicture,
  { maxPixels }: ImageLimits,
): void {
  const size = `${width} x ${height} pixels`;
  if (width < 1 || height < 1)
    throw new TouchstoneError('zero-sized', `The image says it has ${size}; send one with pixels.`);
  if (width * height > maxPixels)
    throw new TouchstoneError(
      'too-many-pixels',
      `The image has ${size}, more than the ${maxPixels} that are allowed; send it smaller or raise the limit.`,
      { facts: { width, height, maxPixels } },
    );
  const most = decodingBudget.most;
  if (decodedBytes > most)
    throw new TouchstoneError(
      'too-many-pixels',
      `Decoding the image of ${size} takes ${mebibytes(decodedBytes)} MiB, more than the ${mebibytes(most)} that are allowed; send it smaller, with 8 bits a sample, neither interlaced nor progressive.`,
      { facts: { width, height, decodedBytes, most } },
    );
}

function mebibytes(bytes: number): number {
  return Math.ceil(bytes / 2 ** 20);
}

/** The colours of all pixels, and where it is packed in run lengths an index of each. */
function checkBmp(bytes: Buffer): StoredPicture {
  const { width, height, compression } = readBmpHeader(bytes);
  const packed = compression === 'rle8' || compression === 'rle4';
  return { width, height, decodedBytes: width * height * (packed ? 4 : 3) };
}

function bmpFacts(bytes: Buffer): ImageHeader {
  const { width, height, bitsPerPixel } = readBmpHeader(bytes);
  const bitDepth = bitsPerPixel === 16 ? 5 : Math.min(bitsPerPixel, 8);
  const channels = bitsPerPixel > 8 ? 3 : 1;
  return { format: 'bmp', mediaType: 'image/bmp', width, height, bitDepth, channels };
}

async function sharpFacts(bytes: Buffer, format: ImageFormat): Promise<ImageHeader> {
  try {
    const facts = await sharp(bytes, { limitInputPixels: false }).metadata();
    refuseFloat(facts.depth, format);
    const { width, height } = facts.autoOrient;
    const bitDepth = facts.depth === 'ushort' ? 16 : (facts.bitsPerSample ?? 8);
    const channels = facts.channels;
    return { format, mediaType: `image/${format}`, width, height, bitDepth, channels };
  } catch (error) {
    throw imageFailure(error, format);
  }
}

function refuseFloat(depth: string, format: ImageFormat): void {
  if (depth === 'uchar' || depth === 'ushort') return;
  throw new TouchstoneError(
    'not-an-image',
    `The ${format.toUpperCase()} has samples of the type ${depth}; send 8 or 16 bit unsigned.`,
  );
}
