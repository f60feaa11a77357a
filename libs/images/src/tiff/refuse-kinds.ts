import { isNotRead } from '../failures.js';
import { valuesOf, type Directory } from './tiff-directory.js';
import type { TiffPage } from './tiff-page.js';
import { tags } from './tiff-tags.js';

const jpeg = 7;
/**
 * The compressions that our build of libtiff decodes: none, CCITT, LZW, JPEG, deflate (two numbers), PackBits, WebP.
 */
const compressionsRead: ReadonlySet<number> = new Set([
  1,
  2,
  3,
  4,
  5,
  jpeg,
  8,
  32946,
  32773,
  50001,
]);
const compressionNames: ReadonlyMap<number, string> = new Map([
  [6, 'old-style JPEG'],
  [9, 'JBIG black and white'],
  [10, 'JBIG colour'],
  [32766, 'NeXT'],
  [32771, 'CCITT with word alignment'],
  [32809, 'ThunderScan'],
  [33003, 'JPEG 2000'],
  [33005, 'JPEG 2000'],
  [34661, 'JBIG'],
  [34676, 'SGI LogLuv'],
  [34677, 'SGI LogLuv 24'],
  [34712, 'JPEG 2000'],
  [34887, 'LERC'],
  [34892, 'lossy JPEG of DNG'],
  [34925, 'LZMA'],
  [34933, 'PNG'],
  [34934, 'JPEG XR'],
  [50000, 'zstd'],
  [50002, 'JPEG XL'],
]);
/** Colours of a pixel by photometric interpretation: white is zero, black is zero, RGB, palette, CMYK, YCbCr. */
const coloursRead: ReadonlyMap<number, number> = new Map([
  [0, 1],
  [1, 1],
  [2, 3],
  [3, 1],
  [5, 4],
  [6, 3],
]);
const photometricNames: ReadonlyMap<number, string> = new Map([
  [4, 'a transparency mask'],
  [8, 'CIE L*a*b*'],
  [9, 'ICC L*a*b*'],
  [10, 'ITU L*a*b*'],
  [32803, 'a raw colour mosaic'],
  [32844, 'LogL'],
  [32845, 'LogLuv'],
  [34892, 'linear raw'],
  [51177, 'depth'],
]);
const formatNames: ReadonlyMap<number, string> = new Map([
  [2, 'signed'],
  [3, 'floating-point'],
  [5, 'complex'],
  [6, 'complex'],
]);
const yCbCr = 6;

/**
 * Refuses a TIFF of a kind that our build of libtiff and libvips does not decode, or decodes to other colours,
 * before anything is kept of it.
 * @throws TouchstoneError not-an-image naming the kind.
 */
export function refuseKinds(page: TiffPage, directory: Directory): void {
  const kind = raw(page, directory) ?? compression(page) ?? colours(page) ?? samples(page);
  if (kind !== undefined)
    throw isNotRead(
      `A TIFF with ${kind}`,
      'write 8 or 16 bit unsigned grey or RGB, not compressed or with LZW or deflate',
    );
}

function raw({ width, height }: TiffPage, directory: Directory): string | undefined {
  if (directory.entries.has(tags.dngVersion)) return 'a raw picture (DNG)';
  const preview = ((valuesOf(directory, tags.subfile)[0] ?? 0) & 1) === 1;
  return preview
    ? `a preview (NewSubfileType 1, ${width} x ${height} pixels) as its first page`
    : undefined;
}

function compression({ compression: number, tiled, planar }: TiffPage): string | undefined {
  if (!compressionsRead.has(number)) return `compression ${compressionNames.get(number) ?? number}`;
  return tiled && planar ? 'tiles and separate colour planes' : undefined;
}

function colours(page: TiffPage): string | undefined {
  const { photometric, compression: number, samples: all, extraSamples } = page;
  const wanted = coloursRead.get(photometric);
  if (wanted === undefined)
    return photometricNames.get(photometric) ?? `photometric ${photometric}`;
  if (photometric === yCbCr && number !== jpeg) return 'YCbCr that is not JPEG';
  const [beside, allowed] = [all - wanted, photometric === 5 ? 0 : 1];
  if (beside < 0 || beside > allowed)
    return `${all} samples a pixel (${extraSamples.length} of them extra)`;
  return undefined;
}

function samples({ bitsPerSample, sampleFormat }: TiffPage): string | undefined {
  const format = formatNames.get(sampleFormat);
  if (format !== undefined) return `${format} samples`;
  return [1, 2, 4, 8, 16].includes(bitsPerSample) ? undefined : `${bitsPerSample} bits a sample`;
}
