import type { Sharp } from 'sharp';
import { decodeBmp } from '../bmp/bmp-pixels.js';
import { sharp } from './engine.js';
import type { ImageFormat } from '../header/format.js';
import type { RgbImage } from '../rgb-image.js';

/** An image as the first step of a pipeline. */
export interface Source {
  readonly frame: Sharp;
  /** The factor that its samples are to be multiplied by, once resized, to fill their range. */
  readonly gain: number;
}

const zeros = Buffer.alloc(65_536);

/** The bytes that are to be opened, and the factor that their samples are to be stretched by. */
export interface Opening {
  readonly bytes: Buffer;
  readonly format: ImageFormat;
  readonly gain: number;
}

/** Opens an image: oriented, on black where it is transparent. */
export function openFrame(opening: Opening): Source {
  return { frame: open(opening).autoOrient().flatten({ background: '#000' }), gain: opening.gain };
}

export async function openBmp(bytes: Buffer): Promise<Source> {
  return { frame: openRgb(await decodeBmp(bytes)), gain: 1 };
}

/**
 * Opens an image with its colours as they are stored, whatever stands in the channel beside them. It is decoded whole first:
 * resizing weighs colours by that channel.
 */
export async function openWithoutAlpha(opening: Opening): Promise<Source> {
  const { gain } = opening;
  const opened = open(opening).autoOrient().removeAlpha();
  const { data, info } = await (gain === 1 ? opened : opened.linear(gain, 0))
    .toColourspace('srgb')
    .raw({ depth: 'uchar' })
    .toBuffer({ resolveWithObject: true });
  const { width, height, channels } = info;
  const frame = sharp(data, { raw: { width, height, channels }, limitInputPixels: false });
  return { frame, gain: 1 };
}

/** Tells whether there is a transparency channel that is zero everywhere: a camera's unused fourth byte. */
export async function isAlphaAllZero(opening: Opening): Promise<boolean> {
  const { hasAlpha, depth } = await open(opening).metadata();
  if (!hasAlpha) return false;
  const alpha = await open(opening)
    .extractChannel('alpha')
    .raw({ depth: depth === 'ushort' ? 'ushort' : 'uchar' })
    .toBuffer();
  for (let at = 0; at < alpha.length; at += zeros.length) {
    const piece = alpha.subarray(at, at + zeros.length);
    if (!piece.equals(zeros.subarray(0, piece.length))) return false;
  }
  return true;
}

/** Opens RGB pixels as the first step of a pipeline. */
export function openRgb({ width, height, pixels }: RgbImage): Sharp {
  return sharp(pixels, { raw: { width, height, channels: 3 }, limitInputPixels: false });
}

// The number of pixels was checked from the header. libjpeg and libtiff only warn where a scan stops early or a tile cannot be
// decoded; libvips goes on with black, and half a frame must not get a verdict. Warnings of the others are about what
// stands beside the pixels.
function open({ bytes, format }: Opening): Sharp {
  const failOn = format === 'jpeg' || format === 'tiff' ? 'warning' : 'error';
  return sharp(bytes, { failOn, limitInputPixels: false, sequentialRead: true });
}
