import { endsTooEarly, isDamaged } from '../failures.js';
import type { StoredSize } from '../stored-size.js';
import { readDirectory, type Directory } from './tiff-directory.js';

const tags = {
  width: 256,
  height: 257,
  stripOffsets: 273,
  stripByteCounts: 279,
  tileOffsets: 324,
  tileByteCounts: 325,
} as const;

/**
 * Reads a TIFF's first page and checks that all its strips or tiles lie inside the file.
 * @throws TouchstoneError image-truncated or image-damaged.
 */
export function checkTiff(bytes: Buffer): StoredSize {
  const directory = readDirectory(bytes);
  checkExtents(directory, bytes.length);
  return { width: one(directory, tags.width), height: one(directory, tags.height) };
}

function checkExtents(directory: Directory, length: number): void {
  const tiled = directory.has(tags.tileOffsets);
  const offsets = directory.get(tiled ? tags.tileOffsets : tags.stripOffsets);
  if (!offsets?.length) throw isDamaged('TIFF', 'its first page says nowhere where its pixels are');
  const counts = directory.get(tiled ? tags.tileByteCounts : tags.stripByteCounts) ?? [];
  const end = offsets.reduce((last, offset, i) => Math.max(last, offset + (counts[i] ?? 1)), 0);
  if (end > length) throw endsTooEarly('TIFF', `it has ${length} of at least ${end} bytes`);
}

function one(directory: Directory, tag: number): number {
  const value = directory.get(tag)?.[0];
  if (value === undefined) throw isDamaged('TIFF', `its first page lacks the tag ${tag}`);
  return value;
}
