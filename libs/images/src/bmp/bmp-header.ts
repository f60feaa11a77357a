import { endsTooEarly, isDamaged, isNotRead } from '../failures.js';
import type { TouchstoneError } from '#contracts';

export type BmpCompression = 'none' | 'rle8' | 'rle4' | 'masks';

export interface BmpHeader {
  width: number;
  height: number;
  /** Tells whether rows are stored from the top; the usual order is from the bottom. */
  topDown: boolean;
  bitsPerPixel: 1 | 2 | 4 | 8 | 16 | 24 | 32;
  compression: BmpCompression;
  /** Byte at which the pixels begin. */
  pixels: number;
  /**
   * The palette: the byte at which it begins, its entries, and the bytes of one (3 in OS/2's first version, else 4).
   */
  palette: { at: number; entries: number; entryBytes: 3 | 4 };
  /** The bits of a pixel that are red, green and blue (16 and 32 bit). */
  masks: readonly [number, number, number];
}

const compressions: ReadonlyMap<number, BmpCompression> = new Map([
  [0, 'none'],
  [1, 'rle8'],
  [2, 'rle4'],
  [3, 'masks'],
  [6, 'masks'],
]);
const refused: ReadonlyMap<number, string> = new Map([
  [4, 'an embedded JPEG'],
  [5, 'an embedded PNG'],
]);
const headerBytes = { core: 12, os2Short: 16, plain: 40, os2: 64, newest: 124 } as const;

/**
 * Reads the header of a Windows or OS/2 bitmap and checks that its pixels are all there.
 * @throws TouchstoneError image-truncated, image-damaged, or not-an-image for a kind of BMP that is not read.
 */
export function readBmpHeader(bytes: Buffer): BmpHeader {
  if (bytes.length < 26) throw endsTooEarly('BMP', 'its header is cut off');
  const size = bytes.readUInt32LE(14);
  if (size !== headerBytes.core && (size < headerBytes.os2Short || size > headerBytes.newest))
    throw isDamaged('BMP', `its header says it is ${size} bytes long`);
  if (bytes.length < 14 + size) throw endsTooEarly('BMP', 'its header is cut off');
  const header = size === headerBytes.core ? readCore(bytes) : readInfo(bytes, size);
  checkKind(header);
  checkExtent(header, bytes.length);
  return header;
}

/** Returns the bytes of one stored row: padded to four. */
export function bmpRowBytes(header: BmpHeader): number {
  return Math.ceil((header.width * header.bitsPerPixel) / 32) * 4;
}

function readCore(bytes: Buffer): BmpHeader {
  const bitsPerPixel = bytes.readUInt16LE(24) as BmpHeader['bitsPerPixel'];
  const pixels = bytes.readUInt32LE(10);
  return {
    width: bytes.readUInt16LE(18),
    height: bytes.readUInt16LE(20),
    topDown: false,
    bitsPerPixel,
    compression: 'none',
    pixels,
    palette: paletteOf(bytes, { at: 26, entryBytes: 3, stated: 0, bitsPerPixel, pixels }),
    masks: defaultMasks(bitsPerPixel),
  };
}

function readInfo(bytes: Buffer, size: number): BmpHeader {
  const height = bytes.readInt32LE(22);
  const bitsPerPixel = (size >= 16 ? bytes.readUInt16LE(28) : 0) as BmpHeader['bitsPerPixel'];
  const compression = readCompression(bytes, size);
  const pixels = bytes.readUInt32LE(10);
  const stated = size >= headerBytes.plain ? bytes.readUInt32LE(46) : 0;
  return {
    width: Math.max(0, bytes.readInt32LE(18)),
    height: Math.abs(height),
    topDown: height < 0,
    bitsPerPixel,
    compression,
    pixels,
    palette: paletteOf(bytes, { at: 14 + size, entryBytes: 4, stated, bitsPerPixel, pixels }),
    masks: compression === 'masks' ? readMasks(bytes) : defaultMasks(bitsPerPixel),
  };
}

function readCompression(bytes: Buffer, size: number): BmpCompression {
  if (size < headerBytes.plain) return 'none';
  const code = bytes.readUInt32LE(30);
  const known = size === headerBytes.os2 && code > 2 ? undefined : compressions.get(code);
  if (!known) throw notRead(refused.get(code) ?? `compression ${code}`);
  return known;
}

// The three masks stand at byte 54 both behind a 40-byte header and inside a longer one.
function readMasks(bytes: Buffer): [number, number, number] {
  if (bytes.length < 66) throw endsTooEarly('BMP', 'its colour masks are cut off');
  return [bytes.readUInt32LE(54), bytes.readUInt32LE(58), bytes.readUInt32LE(62)];
}

function defaultMasks(bitsPerPixel: number): [number, number, number] {
  return bitsPerPixel === 16 ? [0x7c00, 0x03e0, 0x001f] : [0xff0000, 0x00ff00, 0x0000ff];
}

interface PaletteFacts {
  at: number;
  entryBytes: 3 | 4;
  stated: number;
  bitsPerPixel: number;
  pixels: number;
}

function paletteOf(bytes: Buffer, facts: PaletteFacts): BmpHeader['palette'] {
  const { at, entryBytes } = facts;
  if (facts.bitsPerPixel > 8) return { at, entries: 0, entryBytes };
  const full = 2 ** facts.bitsPerPixel;
  const asked = Math.min(facts.stated || full, full);
  // Some writers leave the count at its default and the palette shorter: the pixels end it.
  const room = Math.floor((Math.min(facts.pixels, bytes.length) - at) / entryBytes);
  return { at, entries: Math.max(0, Math.min(asked, room)), entryBytes };
}

function checkKind({ bitsPerPixel: bits, compression }: BmpHeader): void {
  if (![1, 2, 4, 8, 16, 24, 32].includes(bits)) throw notRead(`${bits} bits a pixel`);
  const fits = {
    none: true,
    rle8: bits === 8,
    rle4: bits === 4,
    masks: bits === 16 || bits === 32,
  };
  if (!fits[compression])
    throw isDamaged('BMP', `${bits} bits a pixel do not go with the compression ${compression}`);
}

// The size in the file header is not looked at: cameras leave it at 0 or write the pixels' alone.
function checkExtent(header: BmpHeader, length: number): void {
  const compressed = header.compression === 'rle8' || header.compression === 'rle4';
  const needed = header.pixels + (compressed ? 1 : bmpRowBytes(header) * header.height);
  if (length < needed)
    throw endsTooEarly('BMP', `it has ${length} of the ${needed} bytes that its header asks for`);
}

function notRead(what: string): TouchstoneError {
  return isNotRead(`A BMP with ${what}`, 'write it with 8, 24 or 32 bits a pixel, not compressed');
}
