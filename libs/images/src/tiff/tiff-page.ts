import { isDamaged } from '../failures.js';
import { valuesOf, type Directory } from './tiff-directory.js';
import { tags } from './tiff-tags.js';

/** The first page of a TIFF: its size, and the way in which it stores its pixels. */
export interface TiffPage {
  readonly width: number;
  readonly height: number;
  readonly bitsPerSample: number;
  readonly samples: number;
  /** Samples beside the colours, each by what it is: 0 is not said, 1 and 2 are transparency. */
  readonly extraSamples: readonly number[];
  readonly sampleFormat: number;
  readonly compression: number;
  readonly photometric: number;
  /** Every sample in a plane of its own. */
  readonly planar: boolean;
  /** Tells whether blocks are tiles; strips are blocks that are as wide as the page. */
  readonly tiled: boolean;
  readonly blockWidth: number;
  readonly blockHeight: number;
  /** Blocks of all planes. */
  readonly blocks: number;
}

/**
 * Reads how the first page stores its pixels.
 * @throws TouchstoneError image-damaged where the page lacks what it must say.
 */
export function readPage(directory: Directory): TiffPage {
  const one = (tag: number, absent: number) => valuesOf(directory, tag)[0] ?? absent;
  const [width, height] = [needed(directory, tags.width), needed(directory, tags.height)];
  const tiled = directory.entries.has(tags.tileOffsets);
  const samples = one(tags.samplesPerPixel, 1);
  const planar = samples > 1 && one(tags.planar, 1) === 2;
  const blockWidth = tiled ? needed(directory, tags.tileWidth) : width;
  const rows = tiled ? needed(directory, tags.tileHeight) : one(tags.rowsPerStrip, height);
  const blockHeight = tiled ? rows : Math.min(rows, height);
  return {
    width,
    height,
    bitsPerSample: one(tags.bitsPerSample, 1),
    samples,
    extraSamples: valuesOf(directory, tags.extraSamples),
    sampleFormat: one(tags.sampleFormat, 1),
    compression: one(tags.compression, 1),
    photometric: one(tags.photometric, samples >= 3 ? 2 : 1),
    planar,
    tiled,
    blockWidth,
    blockHeight,
    blocks:
      Math.ceil(width / blockWidth) * Math.ceil(height / blockHeight) * (planar ? samples : 1),
  };
}

/** Returns the bytes of one block before compression; the last strip may be shorter. */
export function blockBytes(page: TiffPage, index: number): number {
  const { blockWidth, blockHeight, bitsPerSample, samples, planar, tiled } = page;
  const rowBytes = Math.ceil((blockWidth * bitsPerSample * (planar ? 1 : samples)) / 8);
  const before = (index % Math.ceil(page.height / blockHeight)) * blockHeight;
  return rowBytes * (tiled ? blockHeight : Math.min(blockHeight, page.height - before));
}

function needed(directory: Directory, tag: number): number {
  const value = valuesOf(directory, tag)[0];
  if (value === undefined) throw isDamaged('TIFF', `its first page lacks the tag ${tag}`);
  return value;
}
