import { bmpRowBytes, readBmpHeader, type BmpHeader } from './bmp-header.js';
import { unpackRunLengths } from './bmp-run-lengths.js';
import { inSlices } from '../decoding/in-slices.js';
import type { RgbImage } from '../rgb-image.js';

/**
 * Decodes a whole BMP. Its colours are taken as sRGB; an alpha channel is ignored, since most writers
 * leave it at zero. An index beyond the palette is black.
 * @throws TouchstoneError as `readBmpHeader`, and image-truncated for run lengths that end too early.
 */
export async function decodeBmp(bytes: Buffer): Promise<RgbImage> {
  const header = readBmpHeader(bytes);
  const { width, height } = header;
  const pixels = new Uint8Array(width * height * 3);
  const { rows, rowBytes } = await storedRows(bytes, header);
  const writeRow = rowWriter(bytes, header);
  await inSlices(height, width, (stored) => {
    const y = header.topDown ? stored : height - 1 - stored;
    writeRow(rows.subarray(stored * rowBytes), pixels.subarray(y * width * 3), width);
  });
  return { width, height, pixels };
}

type RowWriter = (row: Uint8Array, into: Uint8Array, width: number) => void;

async function storedRows(
  bytes: Buffer,
  header: BmpHeader,
): Promise<{ rows: Uint8Array; rowBytes: number }> {
  const rows = bytes.subarray(header.pixels);
  if (header.compression === 'rle8' || header.compression === 'rle4')
    return { rows: await unpackRunLengths(rows, header), rowBytes: header.width };
  return { rows, rowBytes: bmpRowBytes(header) };
}

function rowWriter(bytes: Buffer, header: BmpHeader): RowWriter {
  const unpacked = header.compression === 'rle4' ? 8 : header.bitsPerPixel;
  if (unpacked <= 8) return indexedRow(readPalette(bytes, header), unpacked);
  if (unpacked === 24) return bgrRow(3);
  const plain = header.masks.join() === [0xff0000, 0x00ff00, 0x0000ff].join();
  return unpacked === 32 && plain ? bgrRow(4) : maskedRow(header);
}

function readPalette(bytes: Buffer, { palette }: BmpHeader): Uint8Array {
  const colours = new Uint8Array(256 * 3);
  for (let i = 0; i < palette.entries; i++)
    for (let channel = 0; channel < 3; channel++)
      colours[i * 3 + channel] = bytes[palette.at + i * palette.entryBytes + 2 - channel]!;
  return colours;
}

function indexedRow(palette: Uint8Array, bits: number): RowWriter {
  const perByte = 8 / bits;
  const mask = 2 ** bits - 1;
  return (row, into, width) => {
    for (let x = 0; x < width; x++) {
      const shift = 8 - bits * (1 + (x % perByte));
      const index = ((row[Math.floor(x / perByte)]! >> shift) & mask) * 3;
      into[x * 3] = palette[index]!;
      into[x * 3 + 1] = palette[index + 1]!;
      into[x * 3 + 2] = palette[index + 2]!;
    }
  };
}

function bgrRow(step: 3 | 4): RowWriter {
  return (row, into, width) => {
    for (let x = 0, from = 0, to = 0; x < width; x++, from += step, to += 3) {
      into[to] = row[from + 2]!;
      into[to + 1] = row[from + 1]!;
      into[to + 2] = row[from]!;
    }
  };
}

function maskedRow(header: BmpHeader): RowWriter {
  const step = header.bitsPerPixel / 8;
  const channels = header.masks.map(maskReader);
  return (row, into, width) => {
    const view = new DataView(row.buffer, row.byteOffset, width * step);
    for (let x = 0; x < width; x++) {
      const pixel = step === 2 ? view.getUint16(x * 2, true) : view.getUint32(x * 4, true);
      for (let channel = 0; channel < 3; channel++)
        into[x * 3 + channel] = channels[channel]!(pixel);
    }
  };
}

/** The bits under a mask as 0 to 255: the mask's largest value is white whatever its width. */
function maskReader(mask: number): (pixel: number) => number {
  if (mask === 0) return () => 0;
  const shift = 31 - Math.clz32(mask & -mask);
  const largest = mask >>> shift;
  return (pixel) => Math.round((((pixel & mask) >>> shift) / largest) * 255);
}
