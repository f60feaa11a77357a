import { promisify } from 'node:util';
import { constants, inflate } from 'node:zlib';
import { isDamaged } from '../failures.js';
import { withoutStrayBytes } from '../jpeg/mend-jpeg.js';
import type { Blocks } from './tiff-blocks.js';
import type { Directory } from './tiff-directory.js';
import type { TiffPage } from './tiff-page.js';
import { tags } from './tiff-tags.js';

const inflated = promisify(inflate);
const jpeg = 7;
const deflate: ReadonlySet<number> = new Set([8, 32946]);
const [startOfImage, endOfImage] = [Buffer.from([0xff, 0xd8]), Buffer.from([0xff, 0xd9])];

type Proof = (block: Buffer) => Promise<unknown>;

/**
 * Looks for damage that libtiff and libvips do not tell of: they leave deflate's checksums unread, and take what is missing
 * of a JPEG tile as grey. Undefined where they tell of all that can be told.
 */
export function proofOfBlocks(
  bytes: Buffer,
  page: TiffPage,
  directory: Directory,
  blocks: Blocks,
): (() => Promise<void>) | undefined {
  const proof = proofOf(page, directory);
  if (proof === undefined) return undefined;
  return async () => {
    const name = page.tiled ? 'tile' : 'strip';
    for (let i = 0; i < page.blocks; i++) {
      const from = blocks.offsets[i]!;
      await proof(bytes.subarray(from, from + blocks.byteCounts[i]!)).catch((error: Error) => {
        throw isDamaged('TIFF', `${name} ${i + 1} of ${page.blocks} (${error.message.trim()})`);
      });
    }
  };
}

function proofOf({ compression, tiled }: TiffPage, { entries }: Directory): Proof | undefined {
  if (deflate.has(compression)) return checksumHolds;
  if (compression !== jpeg || !tiled) return undefined;
  const tables = entries.get(tags.jpegTables)?.bytes.subarray(2, -2) ?? Buffer.alloc(0);
  return (block) => jpegIsWhole(Buffer.concat([startOfImage, tables, block.subarray(2), endOfImage])); // prettier-ignore
}

/** A missing end is left to libtiff, which knows how many pixels there must be. */
function checksumHolds(block: Buffer): Promise<unknown> {
  return inflated(block, { finishFlush: constants.Z_SYNC_FLUSH });
}

async function jpegIsWhole(picture: Buffer): Promise<void> {
  if ((await withoutStrayBytes(picture)) === undefined) throw new Error('its JPEG is not whole');
}
