import { pixelAt } from './paint.js';
import type { RgbImage } from '../../../libs/images/src/rgb-image.js';

export interface BmpKind {
  bits: 1 | 4 | 8 | 16 | 24 | 32;
  topDown?: boolean;
  /** Bytes of the information header: 12 is OS/2's, 40 Windows's, 108 and 124 its later versions. */
  header?: 12 | 40 | 52 | 108 | 124;
  masks?: readonly [number, number, number];
  palette?: readonly (readonly [number, number, number])[];
  /** The run-length code in place of rows; 1 is RLE8, 2 RLE4. */
  code?: { compression: 1 | 2; bytes: readonly number[] };
}

/** Writes a BMP the slow, obvious way; the opposite of the reader under test. */
export function writeBmp(image: RgbImage, kind: BmpKind): Buffer {
  const { header = 40, palette = [], masks } = kind;
  const entry = header === 12 ? 3 : 4;
  const maskBytes = masks && header === 40 ? 12 : 0;
  const start = 14 + header + maskBytes + palette.length * entry;
  const body = kind.code ? Buffer.from(kind.code.bytes) : rows(image, kind);
  const bytes = Buffer.concat([Buffer.alloc(start), body]);
  bytes.write('BM', 'latin1');
  bytes.writeUInt32LE(bytes.length, 2);
  bytes.writeUInt32LE(start, 10);
  writeHeader(bytes, image, kind, header);
  masks?.forEach((mask, i) => bytes.writeUInt32LE(mask, 54 + i * 4));
  palette.forEach(([red, green, blue], i) =>
    bytes.set([blue, green, red], 14 + header + maskBytes + i * entry),
  );
  return bytes;
}

function writeHeader(bytes: Buffer, image: RgbImage, kind: BmpKind, header: number): void {
  bytes.writeUInt32LE(header, 14);
  if (header === 12) {
    [image.width, image.height, 1, kind.bits].forEach((value, i) =>
      bytes.writeUInt16LE(value, 18 + i * 2),
    );
    return;
  }
  bytes.writeInt32LE(image.width, 18);
  bytes.writeInt32LE(kind.topDown ? -image.height : image.height, 22);
  bytes.writeUInt16LE(1, 26);
  bytes.writeUInt16LE(kind.bits, 28);
  bytes.writeUInt32LE(kind.code?.compression ?? (kind.masks ? 3 : 0), 30);
  bytes.writeUInt32LE(kind.palette?.length ?? 0, 46);
}

function rows(image: RgbImage, kind: BmpKind): Buffer {
  const lines = Array.from({ length: image.height }, (_, y) => rowOf(image, y, kind));
  return Buffer.concat(kind.topDown ? lines : lines.reverse());
}

function rowOf(image: RgbImage, y: number, kind: BmpKind): Buffer {
  const bits = Array.from({ length: image.width }, (_, x) =>
    stored(pixelAt(image, x, y), kind)
      .toString(2)
      .padStart(kind.bits, '0'),
  );
  const texts = kind.bits < 16 ? [bits.join('')] : bits.map(littleEndian);
  const padded = texts.join('').replace(/$/, '0'.repeat(31));
  const whole = padded.slice(0, Math.floor(padded.length / 32) * 32);
  return Buffer.from((whole.match(/.{8}/g) ?? []).map((byte) => parseInt(byte, 2)));
}

function littleEndian(bits: string): string {
  return (bits.match(/.{8}/g) ?? []).reverse().join('');
}

/** A pixel as the number that is stored for it. */
function stored([red = 0, green = 0, blue = 0]: readonly number[], kind: BmpKind): number {
  if (kind.palette)
    return kind.palette.findIndex((c) => c[0] === red && c[1] === green && c[2] === blue);
  if (kind.bits === 24) return (red << 16) | (green << 8) | blue;
  const masks = kind.masks ?? (kind.bits === 16 ? [0x7c00, 0x3e0, 0x1f] : [0xff0000, 0xff00, 0xff]);
  return [red, green, blue].reduce((sum, level, i) => {
    const lowest = 2 ** Math.log2(masks[i]! & -masks[i]!);
    return (
      sum + Math.round((level / 255) * ((masks[i]! >>> 0) / Math.abs(lowest))) * Math.abs(lowest)
    );
  }, 0);
}
