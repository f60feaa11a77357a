import type { Blocks } from './tiff-blocks.js';
import type { Directory, Entry } from './tiff-directory.js';
import { writeNumber, type Layout } from './tiff-layout.js';
import { tags } from './tiff-tags.js';

/** The tags that say nothing of the pixels, or that we have taken notice of ourselves. */
const dropped: ReadonlySet<number> = new Set([
  tags.subfile,
  tags.maxSampleValue,
  tags.stripByteCounts,
  tags.tileByteCounts,
  tags.dngVersion,
]);
const unassociated = 2;
const long: Record<4 | 8, number> = { 4: 4, 8: 16 };

/**
 * Writes a copy of a TIFF whose only page has the tags that decide its pixels and no others, in their order. libtiff
 * warns of much that is harmless in the rest (private tags, unsorted tags, byte counts of zero); without it every
 * warning that is left is about pixels, and can be taken as an error.
 */
export function plainTiff(bytes: Buffer, { layout, entries }: Directory, blocks: Blocks): Buffer {
  const kept = [...entries].filter(([tag]) => known.has(tag) && !dropped.has(tag));
  const counts = entries.has(tags.tileOffsets) ? tags.tileByteCounts : tags.stripByteCounts;
  const page = bytes.length + (bytes.length % 2);
  const countsAt = page + layout.count + (kept.length + 1) * layout.entry + layout.offset;
  const all = [...kept.map(([tag, entry]) => ({ tag, bytes: copied(tag, bytes, entry, layout) })),
    { tag: counts, bytes: countsEntry(counts, blocks.byteCounts, countsAt, layout) }]; // prettier-ignore
  all.sort((a, b) => a.tag - b.tag);
  const copy = Buffer.concat([bytes, Buffer.alloc(page - bytes.length), table(all.map((one) => one.bytes), layout), longs(blocks.byteCounts, layout)]); // prettier-ignore
  writeNumber(copy, page, layout.firstPage, layout.offset, layout);
  return copy;
}

const known: ReadonlySet<number> = new Set(Object.values(tags));

/** An entry as it is; but libvips would divide colours by associated transparency, which has no answer where that is zero. */
function copied(tag: number, bytes: Buffer, { at, values }: Entry, layout: Layout): Buffer {
  const entry = Buffer.from(bytes.subarray(at, at + layout.entry));
  const single = values.length === 1;
  if (tag === tags.extraSamples && single) writeNumber(entry, unassociated, 4 + layout.offset, 2, layout); // prettier-ignore
  return entry;
}

/** Writes the entry of the blocks' byte counts: one value stands in the entry itself, several behind the page. */
function countsEntry(tag: number, counts: readonly number[], at: number, layout: Layout): Buffer {
  const entry = Buffer.alloc(layout.entry);
  writeNumber(entry, tag, 0, 2, layout);
  writeNumber(entry, long[layout.offset], 2, 2, layout);
  writeNumber(entry, counts.length, 4, layout.offset, layout);
  const value = counts.length === 1 ? counts[0]! : at;
  writeNumber(entry, value, 4 + layout.offset, layout.offset, layout);
  return entry;
}

/** The count of entries, the entries, and no further page. */
function table(entries: readonly Buffer[], layout: Layout): Buffer {
  const count = Buffer.alloc(layout.count);
  writeNumber(count, entries.length, 0, layout.count, layout);
  return Buffer.concat([count, ...entries, Buffer.alloc(layout.offset)]);
}

function longs(values: readonly number[], layout: Layout): Buffer {
  const bytes = Buffer.alloc(values.length * layout.offset);
  values.forEach((value, i) => writeNumber(bytes, value, i * layout.offset, layout.offset, layout));
  return bytes;
}
