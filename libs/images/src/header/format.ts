import { TouchstoneError } from '#contracts';
import { otherFormat } from './other-formats.js';
import { textKind } from './text-kinds.js';

export type ImageFormat = 'jpeg' | 'png' | 'webp' | 'tiff' | 'bmp';

const weRead = 'Touchstone reads JPEG, PNG, WebP, TIFF and BMP';
/** A buffer of fewer bytes is no camera's picture. */
const fewestPixels = 1_000;

/**
 * Tells the format by the first bytes; a file name or media type is never believed.
 * @throws TouchstoneError not-an-image naming what it is instead, where that can be told.
 */
export function recogniseFormat(bytes: Buffer): ImageFormat {
  const format = formatAt(bytes, 0);
  if (format !== undefined) return format;
  throw new TouchstoneError('not-an-image', `The bytes are ${whatElse(bytes)}. ${weRead}.`);
}

function formatAt(bytes: Buffer, at: number): ImageFormat | undefined {
  const starts = (offset: number, mark: string) =>
    bytes.subarray(at + offset, at + offset + mark.length).equals(Buffer.from(mark, 'latin1'));
  if (starts(0, '\xff\xd8\xff')) return 'jpeg';
  if (starts(0, '\x89PNG\r\n\x1a\n')) return 'png';
  if (starts(0, 'RIFF') && starts(8, 'WEBP')) return 'webp';
  if (['II*\0', 'MM\0*', 'II+\0', 'MM\0+'].some((mark) => starts(0, mark))) return 'tiff';
  return starts(0, 'BM') ? 'bmp' : undefined;
}

/** Bytes before an image that are looked through: what is left of a stream's own headers. */
const before = 512;

function whatElse(bytes: Buffer): string {
  if (bytes.length === 0) return 'none at all';
  return otherFormat(bytes) ?? laterFormat(bytes) ?? textKind(bytes) ?? unknownKind(bytes);
}

/** An image with something before it, as a part of a stream whose headers were not taken off. */
function laterFormat(bytes: Buffer): string | undefined {
  for (let at = 1; at < Math.min(before, bytes.length); at++) {
    const format = formatAt(bytes, at);
    if (format === 'jpeg' || format === 'png' || format === 'webp')
      return `a ${format.toUpperCase()} with ${at} other bytes before it (they begin with ${firstHex(bytes)})`;
  }
  return undefined;
}

function unknownKind(bytes: Buffer): string {
  const begin = `they begin with ${firstHex(bytes)}`;
  return bytes.length < fewestPixels
    ? `of an unknown kind (${begin})`
    : `of an unknown kind (${begin}), maybe ${bytes.length} bytes of pixels without a header`;
}

function firstHex(bytes: Buffer): string {
  return bytes
    .subarray(0, 4)
    .toString('hex')
    .replace(/(..)(?=.)/g, '$1 ');
}
