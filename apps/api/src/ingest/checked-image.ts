import { createHash } from 'node:crypto';
import { readHeader } from '#images';

/** An image that may be kept: of a format we read, whole as far as its structure tells, not too large. */
export interface CheckedImage {
  bytes: Buffer;
  width: number;
  height: number;
  /** The media type by the bytes, whatever the caller called them. */
  mediaType: string;
  /** The SHA-256 of the bytes, in lower-case hexadecimal. */
  sha256: string;
}

/**
 * Reads the header; pixels are decoded only where the structure leaves it open whether all are there, or where `decoded`
 * asks for it. Throws not-an-image, image-truncated, image-damaged, too-many-pixels, zero-sized or decoding-busy.
 */
export async function checkImage(
  bytes: Buffer,
  maxPixels: number,
  options: { decoded?: boolean } = {},
): Promise<CheckedImage> {
  const { width, height, mediaType } = await readHeader(bytes, { maxPixels }, options);
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  return { bytes, width, height, mediaType, sha256 };
}
