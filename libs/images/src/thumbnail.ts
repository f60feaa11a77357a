import { decode } from './decoding/decode.js';
import { encodeJpeg } from './encode.js';
import { fitted } from './decoding/fitted.js';
import { defaultLimits, type ImageLimits } from './header/image-header.js';
import { readHeader } from './header/read-header.js';
import { bitsInUse } from './decoding/significant-bits.js';

/**
 * Draws the whole image as a JPEG that any browser shows, its longer side at most `maxSide` pixels; never enlarged.
 * Where 16 bit samples fill only the low end it is lit up to what they fill, so that there is something to see.
 * @throws TouchstoneError as `decode`.
 */
export async function thumbnail(
  bytes: Buffer,
  maxSide: number,
  limits: ImageLimits = defaultLimits,
): Promise<Buffer> {
  const size = fitted(await readHeader(bytes, limits), maxSide);
  const significantBits = await bitsInUse(bytes, limits);
  return encodeJpeg(await decode(bytes, { ...size, significantBits, ...limits }), 82);
}
