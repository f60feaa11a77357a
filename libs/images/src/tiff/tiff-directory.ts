import { endsTooEarly, isDamaged } from '../failures.js';

/** Whole-number values of a TIFF directory by tag; values of other types are left out. */
export type Directory = ReadonlyMap<number, readonly number[]>;

/** Bytes of one value by TIFF type (revision 6.0, section 2; 13, 16 to 18 are BigTIFF's and Adobe's). */
const valueBytes: ReadonlyMap<number, number> = new Map([
  ...[1, 2, 6, 7].map((type) => [type, 1] as const),
  ...[3, 8].map((type) => [type, 2] as const),
  ...[4, 9, 11, 13].map((type) => [type, 4] as const),
  ...[5, 10, 12, 16, 17, 18].map((type) => [type, 8] as const),
]);
/** BYTE, SHORT, LONG, LONG8. */
const wholeNumbers: ReadonlySet<number> = new Set([1, 3, 4, 16]);

interface Layout {
  littleEndian: boolean;
  /** Bytes of an offset, of a directory's entry count, of one entry. */
  offset: 4 | 8;
  count: 2 | 8;
  entry: 12 | 20;
}

/**
 * The first directory of a TIFF (revision 6.0, section 2) or BigTIFF.
 * @throws TouchstoneError image-truncated when anything lies beyond the end, image-damaged when it cannot be.
 */
export function readDirectory(bytes: Buffer): Directory {
  const layout = readLayout(bytes);
  const start = readNumber(bytes, layout.offset === 8 ? 8 : 4, layout.offset, layout);
  const entries = readNumber(bytes, start, layout.count, layout);
  if (entries > 4096) throw isDamaged('TIFF', `its first page has ${entries} tags`);
  const directory = new Map<number, readonly number[]>();
  for (let i = 0; i < entries; i++)
    readEntry(bytes, start + layout.count + i * layout.entry, layout, directory);
  return directory;
}

function readLayout(bytes: Buffer): Layout {
  const littleEndian = bytes[0] === 0x49;
  const big = bytes[littleEndian ? 2 : 3] === 0x2b;
  return big
    ? { littleEndian, offset: 8, count: 8, entry: 20 }
    : { littleEndian, offset: 4, count: 2, entry: 12 };
}

function readEntry(
  bytes: Buffer,
  at: number,
  layout: Layout,
  into: Map<number, readonly number[]>,
): void {
  const tag = readNumber(bytes, at, 2, layout);
  const type = readNumber(bytes, at + 2, 2, layout);
  const size = valueBytes.get(type);
  const count = readNumber(bytes, at + 4, layout.offset, layout);
  if (size === undefined) return;
  const inside = at + 4 + layout.offset;
  const from =
    count * size <= layout.offset ? inside : readNumber(bytes, inside, layout.offset, layout);
  if (from + count * size > bytes.length)
    throw endsTooEarly('TIFF', `the values of the tag ${tag} lie beyond its end`);
  if (!wholeNumbers.has(type)) return;
  into.set(
    tag,
    Array.from({ length: count }, (_, i) => readNumber(bytes, from + i * size, size, layout)),
  );
}

function readNumber(bytes: Buffer, at: number, size: number, layout: Layout): number {
  if (at < 0 || at + size > bytes.length) throw endsTooEarly('TIFF', 'its page table is cut off');
  if (size === 8) return readLong(bytes, at, layout.littleEndian);
  return layout.littleEndian ? bytes.readUIntLE(at, size) : bytes.readUIntBE(at, size);
}

function readLong(bytes: Buffer, at: number, littleEndian: boolean): number {
  return Number(littleEndian ? bytes.readBigUInt64LE(at) : bytes.readBigUInt64BE(at));
}
