import { createHash } from 'node:crypto';
import { readHeader } from '#images';

/** An image that may be kept: of a format we read, whole as far as its structure tells, not too large. */
export interface CheckedImage {
  bytes: Buffer;
  width: number;
  height: number;
  /** What the bytes are, whatever the caller called them. */
  mediaType: string;
  /** Lower-case hexadecimal. */
  sha256: string;
}

/** Reads the header only; no pixel is decoded here. Throws not-an-image, image-truncated, too-many-pixels or zero-sized. */
export async function checkImage(bytes: Buffer, maxPixels: number): Promise<CheckedImage> {
  const { width, height, mediaType } = await readHeader(bytes, { maxPixels });
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  return { bytes, width, height, mediaType, sha256 };
}
