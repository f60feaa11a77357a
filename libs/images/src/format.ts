import { TouchstoneError } from '#contracts';

export type ImageFormat = 'jpeg' | 'png' | 'webp' | 'tiff' | 'bmp';

const weRead = 'Touchstone reads JPEG, PNG, WebP, TIFF and BMP';

interface Signature {
  name: string;
  at: number;
  bytes: readonly Buffer[];
}

const text = (at: number, ...words: string[]) => ({
  at,
  bytes: words.map((word) => Buffer.from(word, 'latin1')),
});

/** What others send by mistake, so that the refusal can name it. */
const others: readonly Signature[] = [
  { name: 'a GIF', ...text(0, 'GIF87a', 'GIF89a') },
  { name: 'a PDF', ...text(0, '%PDF') },
  { name: 'a HEIF or AVIF image', ...text(4, 'ftyp') },
  { name: 'a JPEG XL image', ...text(0, '\xff\x0a', '\0\0\0\x0cJXL ') },
  { name: 'a JPEG 2000 image', ...text(0, '\0\0\0\x0cjP  ', '\xff\x4f\xff\x51') },
  { name: 'a Photoshop file', ...text(0, '8BPS') },
  { name: 'an OpenEXR image', ...text(0, '\x76\x2f\x31\x01') },
  { name: 'a PNM image', ...text(0, 'P1\n', 'P2\n', 'P3\n', 'P4\n', 'P5\n', 'P6\n', 'P5 ', 'P6 ') },
  { name: 'an OS/2 bitmap array', ...text(0, 'BA') },
  { name: 'a Windows icon', ...text(0, '\0\0\x01\0') },
  { name: 'a ZIP archive', ...text(0, 'PK\x03\x04') },
  { name: 'a gzip file', ...text(0, '\x1f\x8b') },
  { name: 'a DICOM file', ...text(128, 'DICM') },
  { name: 'a video', ...text(0, '\x1a\x45\xdf\xa3', '\0\0\x01\xba') },
];

/**
 * The format by its first bytes; a file name or media type is never believed.
 * @throws TouchstoneError not-an-image naming what it is instead, where that can be told.
 */
export function recogniseFormat(bytes: Buffer): ImageFormat {
  if (starts(bytes, 0, '\xff\xd8\xff')) return 'jpeg';
  if (starts(bytes, 0, '\x89PNG\r\n\x1a\n')) return 'png';
  if (starts(bytes, 0, 'RIFF') && starts(bytes, 8, 'WEBP')) return 'webp';
  if (['II*\0', 'MM\0*', 'II+\0', 'MM\0+'].some((mark) => starts(bytes, 0, mark))) return 'tiff';
  if (starts(bytes, 0, 'BM')) return 'bmp';
  throw new TouchstoneError('not-an-image', `The bytes are ${whatElse(bytes)}. ${weRead}.`);
}

function starts(bytes: Buffer, at: number, mark: string): boolean {
  return bytes.subarray(at, at + mark.length).equals(Buffer.from(mark, 'latin1'));
}

function whatElse(bytes: Buffer): string {
  if (bytes.length === 0) return 'none at all';
  const found = others.find(({ at, bytes: marks }) =>
    marks.some((mark) => bytes.subarray(at, at + mark.length).equals(mark)),
  );
  return (
    found?.name ?? textKind(bytes) ?? `of an unknown kind (they begin with ${firstHex(bytes)})`
  );
}

function textKind(bytes: Buffer): string | undefined {
  const beginning = bytes
    .subarray(0, 512)
    .toString('latin1')
    .replace(/^\xef\xbb\xbf/, '');
  if (/<svg[\s>]/i.test(beginning)) return 'an SVG drawing, which is never rendered';
  if (/^\s*<(!doctype html|html)/i.test(beginning)) return 'an HTML page';
  if (/^\s*<\?xml/i.test(beginning)) return 'an XML document';
  return /^[\t\n\r\x20-\x7e]+$/.test(beginning) ? 'plain text' : undefined;
}

function firstHex(bytes: Buffer): string {
  return bytes
    .subarray(0, 4)
    .toString('hex')
    .replace(/(..)(?=.)/g, '$1 ');
}
