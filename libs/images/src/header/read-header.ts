import { decode } from '../decoding/decode.js';
import { checkStructure, defaultLimits, headerOf, type ImageHeader, type ImageLimits } from './image-header.js'; // prettier-ignore

/**
 * The size to which a picture is decoded as a proof, as small as it gets: only whether all pixels are there is asked
 * for.
 */
const proof = { width: 8, height: 8 };

/**
 * Reads what an image says of itself and makes sure that it is whole as far as its structure tells. Where the structure
 * does not tell, as for a JPEG without its end mark, or where `decoded` asks for it, all of it is decoded.
 * @throws TouchstoneError not-an-image, image-truncated, image-damaged, too-many-pixels, zero-sized or decoding-busy.
 */
export async function readHeader(
  bytes: Buffer,
  limits: ImageLimits = defaultLimits,
  { decoded = false }: { decoded?: boolean } = {},
): Promise<ImageHeader> {
  const picture = checkStructure(bytes, limits);
  const header = await headerOf(picture);
  if (decoded || picture.unsure) await decode(bytes, { ...proof, ...limits });
  return header;
}
