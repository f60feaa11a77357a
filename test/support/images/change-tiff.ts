import { readDirectory } from '../../../libs/images/src/tiff/tiff-directory.js';
import { readNumber, writeNumber } from '../../../libs/images/src/tiff/tiff-layout.js';

/** Returns a copy of a TIFF with one value of a tag of its first page changed. */
export function withTag(bytes: Buffer, tag: number, value: number, index = 0): Buffer {
  const copy = Buffer.from(bytes);
  const { at, size, layout } = valuePlace(copy, tag, index);
  writeNumber(copy, value, at, size, layout);
  return copy;
}

/** Returns a copy with the tag renamed to another one: it is then absent, and a private one is there. */
export function withoutTag(bytes: Buffer, tag: number): Buffer {
  const copy = Buffer.from(bytes);
  const { layout, entries } = readDirectory(copy);
  writeNumber(copy, 65_000, entries.get(tag)!.at, 2, layout);
  return copy;
}

/** Returns a copy with the bytes `from` to `to` of the block, as shares of it, overwritten. */
export function withDamagedBlock(
  bytes: Buffer,
  block: number,
  { from = 0.3, to = 0.6, byte = 0xff } = {},
): Buffer {
  const copy = Buffer.from(bytes);
  const { entries } = readDirectory(copy);
  const values = (tile: number, strip: number) =>
    (entries.get(tile) ?? entries.get(strip))!.values[block]!;
  const [offset, count] = [values(324, 273), values(325, 279)];
  return copy.fill(byte, offset + Math.floor(from * count), offset + Math.ceil(to * count));
}

function valuePlace(bytes: Buffer, tag: number, index: number) {
  const { layout, entries } = readDirectory(bytes);
  const { at } = entries.get(tag)!;
  const type = readNumber(bytes, at + 2, 2, layout);
  const size = type === 3 ? 2 : type === 1 ? 1 : 4;
  const inside = at + 4 + layout.offset;
  const count = readNumber(bytes, at + 4, layout.offset, layout);
  const start =
    count * size <= layout.offset ? inside : readNumber(bytes, inside, layout.offset, layout);
  return { at: start + index * size, size, layout };
}
