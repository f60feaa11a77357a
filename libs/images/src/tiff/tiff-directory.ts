import { endsTooEarly, isDamaged } from '../failures.js';
import { readLayout, readNumber, type Layout } from './tiff-layout.js';

/** One tag of a TIFF's page: where its entry stands, its bytes, and its values where they are whole numbers. */
export interface Entry {
  readonly at: number;
  readonly bytes: Buffer;
  readonly values: readonly number[];
}

/** The first page of a TIFF by tag. */
export interface Directory {
  readonly layout: Layout;
  readonly entries: ReadonlyMap<number, Entry>;
}

/** Bytes of one value by TIFF type (revision 6.0, section 2; 13, 16 to 18 are BigTIFF's and Adobe's). */
const valueBytes: ReadonlyMap<number, number> = new Map([
  [1, 1],
  [2, 1],
  [3, 2],
  [4, 4],
  [5, 8],
  [6, 1],
  [7, 1],
  [8, 2],
  [9, 4],
  [10, 8],
  [11, 4],
  [12, 8],
  [13, 4],
  [16, 8],
  [17, 8],
  [18, 8],
]);
/** The types of whole numbers: BYTE, SHORT, LONG, LONG8. */
const wholeNumbers: ReadonlySet<number> = new Set([1, 3, 4, 16]);

/**
 * Reads the first directory of a TIFF (revision 6.0, section 2) or BigTIFF.
 * @throws TouchstoneError image-truncated when anything lies beyond the end, image-damaged when it cannot be.
 */
export function readDirectory(bytes: Buffer): Directory {
  const layout = readLayout(bytes);
  const start = readNumber(bytes, layout.firstPage, layout.offset, layout);
  const count = readNumber(bytes, start, layout.count, layout);
  if (count > 4096) throw isDamaged('TIFF', `its first page has ${count} tags`);
  const entries = new Map<number, Entry>();
  for (let i = 0; i < count; i++)
    readEntry(bytes, start + layout.count + i * layout.entry, layout, entries);
  return { layout, entries };
}

/** Returns the whole numbers of a tag; none where the page lacks it. */
export function valuesOf({ entries }: Directory, tag: number): readonly number[] {
  return entries.get(tag)?.values ?? [];
}

function readEntry(bytes: Buffer, at: number, layout: Layout, into: Map<number, Entry>): void {
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
  const values = wholeNumbers.has(type)
    ? Array.from({ length: count }, (_, i) => readNumber(bytes, from + i * size, size, layout))
    : [];
  into.set(tag, { at, bytes: bytes.subarray(from, from + count * size), values });
}
