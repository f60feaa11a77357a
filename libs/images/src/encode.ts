import { openRgb } from './decoding/open-frame.js';
import type { RgbImage } from './rgb-image.js';

/** Encodes the pixels as PNG, without loss. */
export function encodePng(image: RgbImage): Promise<Buffer> {
  return openRgb(image).png({ compressionLevel: 6 }).toBuffer();
}

/** Encodes the pixels as JPEG; `quality` from 1 to 100. The same pixels give the same bytes. */
export function encodeJpeg(image: RgbImage, quality: number): Promise<Buffer> {
  return openRgb(image).jpeg({ quality }).toBuffer();
}
