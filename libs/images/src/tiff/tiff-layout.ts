import { endsTooEarly } from '../failures.js';

/** The layout of numbers and entries in a TIFF (revision 6.0, section 2) or a BigTIFF. */
export interface Layout {
  readonly littleEndian: boolean;
  /** Byte at which the offset of the first page stands. */
  readonly firstPage: 4 | 8;
  /** Bytes of an offset, of a directory's entry count, of one entry. */
  readonly offset: 4 | 8;
  readonly count: 2 | 8;
  readonly entry: 12 | 20;
}

export function readLayout(bytes: Buffer): Layout {
  const littleEndian = bytes[0] === 0x49;
  const big = bytes[littleEndian ? 2 : 3] === 0x2b;
  return big
    ? { littleEndian, firstPage: 8, offset: 8, count: 8, entry: 20 }
    : { littleEndian, firstPage: 4, offset: 4, count: 2, entry: 12 };
}

/** Reads an unsigned number of so many bytes. @throws TouchstoneError image-truncated when it lies beyond the end. */
export function readNumber(bytes: Buffer, at: number, size: number, layout: Layout): number {
  if (at < 0 || at + size > bytes.length) throw endsTooEarly('TIFF', 'its page table is cut off');
  if (size === 8)
    return Number(layout.littleEndian ? bytes.readBigUInt64LE(at) : bytes.readBigUInt64BE(at));
  return layout.littleEndian ? bytes.readUIntLE(at, size) : bytes.readUIntBE(at, size);
}

export function writeNumber(
  bytes: Buffer,
  value: number,
  at: number,
  size: number,
  { littleEndian }: Layout,
): void {
  if (size === 8 && littleEndian) bytes.writeBigUInt64LE(BigInt(value), at);
  else if (size === 8) bytes.writeBigUInt64BE(BigInt(value), at);
  else if (littleEndian) bytes.writeUIntLE(value, at, size);
  else bytes.writeUIntBE(value, at, size);
}
