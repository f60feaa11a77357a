import { endsTooEarly, isDamaged } from '../failures.js';
import { valuesOf, type Directory } from './tiff-directory.js';
import { blockBytes, type TiffPage } from './tiff-page.js';
import { tags } from './tiff-tags.js';

/** The places of the strips or tiles of a page in its file. */
export interface Blocks {
  readonly offsets: readonly number[];
  /** Bytes of each; as the file states them, or worked out where it states none. */
  readonly byteCounts: readonly number[];
  readonly stated: boolean;
}

const notCompressed = 1;

/**
 * Finds the strips or tiles and checks that all of them are there: a missing one would be read as black.
 * @throws TouchstoneError image-damaged or image-truncated, naming the first that is not whole.
 */
export function findBlocks(page: TiffPage, directory: Directory, length: number): Blocks {
  const [offsetTag, countTag, name] = page.tiled
    ? ([tags.tileOffsets, tags.tileByteCounts, 'tile'] as const)
    : ([tags.stripOffsets, tags.stripByteCounts, 'strip'] as const);
  const offsets = valuesOf(directory, offsetTag);
  if (offsets.length === 0)
    throw isDamaged('TIFF', 'its first page says nowhere where its pixels are');
  if (offsets.length < page.blocks)
    throw isDamaged('TIFF', `it has ${offsets.length} of ${page.blocks} ${name}s`);
  const counts = valuesOf(directory, countTag);
  const stated = counts.length >= page.blocks && counts.some((count) => count > 0);
  const byteCounts = stated ? counts : workedOut(page, offsets, length);
  for (let i = 0; i < page.blocks; i++)
    checkBlock({ page, name: `${name} ${i + 1} of ${page.blocks}`, index: i }, offsets[i]!, byteCounts[i]!, length); // prettier-ignore
  return { offsets, byteCounts, stated };
}

/** Some cameras leave the byte counts at zero: a block then ends where the next begins. */
function workedOut(page: TiffPage, offsets: readonly number[], length: number): number[] {
  const ends = [...offsets, length].sort((a, b) => a - b);
  return offsets.map((offset, i) =>
    page.compression === notCompressed
      ? blockBytes(page, i)
      : (ends.find((end) => end > offset) ?? length) - offset,
  );
}

function checkBlock(
  { page, name, index }: { page: TiffPage; name: string; index: number },
  offset: number,
  byteCount: number,
  length: number,
): void {
  if (offset === 0 || byteCount <= 0) throw isDamaged('TIFF', `${name} has no bytes`);
  if (offset + byteCount > length)
    throw endsTooEarly('TIFF', `it has ${length} bytes, and ${name} ends at ${offset + byteCount}`);
  if (page.compression !== notCompressed) return;
  const needed = blockBytes(page, index);
  if (byteCount < needed)
    throw isDamaged('TIFF', `${name} has ${byteCount} of the ${needed} bytes that its rows need`);
}
