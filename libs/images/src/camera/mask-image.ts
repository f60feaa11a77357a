import { TouchstoneError } from '#contracts';
import { decode } from '../decoding/decode.js';
import { sharp } from '../decoding/engine.js';
import { fitted } from '../decoding/fitted.js';
import { defaultLimits, type ImageLimits } from '../header/image-header.js';
import { openRgb } from '../decoding/open-frame.js';
import { readHeader } from '../header/read-header.js';

/** Longer side of a mask that is kept, in pixels. */
const mostSide = 512;
/** Grey level from which on a pixel counts. */
const white = 128;

/**
 * Returns any image that we read as a station's mask, a black and white PNG in base64, its longer side at most 512
 * pixels: what is lighter than middle grey counts, what is darker or transparent is ignored.
 * @throws TouchstoneError as `decode`; validation-failed for one that ignores everything.
 */
export async function maskImageFrom(
  bytes: Buffer,
  limits: ImageLimits = defaultLimits,
): Promise<string> {
  const size = fitted(await readHeader(bytes, limits), mostSide);
  const image = await decode(bytes, { ...size, ...limits });
  const { data, info } = await openRgb(image)
    .toColourspace('b-w')
    .threshold(white)
    .raw()
    .toBuffer({ resolveWithObject: true });
  if (!data.includes(255)) throw allBlack();
  const { width, height, channels } = info;
  const png = sharp(data, { raw: { width, height, channels } }).toColourspace('b-w');
  return (await png.png({ compressionLevel: 9 }).toBuffer()).toString('base64');
}

function allBlack(): TouchstoneError {
  return new TouchstoneError(
    'validation-failed',
    'The mask ignores everything: no pixel of it is lighter than middle grey. White counts, black is ignored; invert it if it was drawn the other way round.',
  );
}
