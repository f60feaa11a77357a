import { isDamaged } from '../failures.js';
import type { StoredPicture } from '../decoding/stored-picture.js';
import { plainTiff } from './plain-tiff.js';
import { proofOfBlocks } from './prove-blocks.js';
import { refuseKinds } from './refuse-kinds.js';
import { findBlocks } from './tiff-blocks.js';
import { readDirectory, valuesOf } from './tiff-directory.js';
import { readPage, type TiffPage } from './tiff-page.js';
import { tags } from './tiff-tags.js';

const unassociated = 2;

/**
 * Reads a TIFF's first page, refuses kinds that are not read, and checks that all its strips or tiles are there.
 * @throws TouchstoneError image-truncated, image-damaged or not-an-image.
 */
export function checkTiff(bytes: Buffer): StoredPicture {
  const directory = readDirectory(bytes);
  const page = readPage(directory);
  const { width, height } = page;
  refuseKinds(page, directory);
  if (width < 1 || height < 1) return { width, height, decodedBytes: 0 };
  if (page.blockWidth < 1 || page.blockHeight < 1)
    throw isDamaged('TIFF', 'its strips or tiles have no rows');
  const blocks = findBlocks(page, directory, bytes.length);
  const sixteenBit = page.bitsPerSample === 16;
  return {
    width,
    height,
    decodedBytes: width * height * page.samples * (sixteenBit ? 2 : 1),
    sixteenBit,
    largestStated: valuesOf(directory, tags.maxSampleValue)[0],
    plain: () => plainTiff(bytes, directory, blocks),
    prove: proofOfBlocks(bytes, page, directory, blocks),
    extraChannel: isUnnamed(page),
  };
}

/**
 * An extra sample is transparency that is to be laid on black where the page calls it unassociated (TIFF 6.0, section 18).
 * Colours with associated transparency are stored as they are on black; any other sample says nothing of the colours.
 */
function isUnnamed({ extraSamples, samples, photometric }: TiffPage): boolean {
  const colours = photometric === 2 ? 3 : 1;
  return samples === colours + 1 && extraSamples[0] !== unassociated;
}
