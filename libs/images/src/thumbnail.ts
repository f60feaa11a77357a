import { imageFailure } from './failures.js';
import { openChecked } from './decode.js';
import { defaultLimits, type ImageLimits } from './image-header.js';

/**
 * The whole image as a JPEG that any browser shows, its longer side at most `maxSide` pixels; never enlarged.
 * @throws TouchstoneError as `decode`.
 */
export async function thumbnail(
  bytes: Buffer,
  maxSide: number,
  limits: ImageLimits = defaultLimits,
): Promise<Buffer> {
  const { frame, format } = openChecked(bytes, limits);
  try {
    return await frame
      .resize({ width: maxSide, height: maxSide, fit: 'inside', withoutEnlargement: true })
      .toColourspace('srgb')
      .jpeg({ quality: 82 })
      .toBuffer();
  } catch (error) {
    throw imageFailure(error, format);
  }
}
