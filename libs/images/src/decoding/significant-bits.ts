import { decodingBudget } from './decoding-budget.js';
import { sharp } from './engine.js';
import { imageFailure } from '../failures.js';
import { inSlices } from './in-slices.js';
import { checkStructure, type ImageLimits } from '../header/image-header.js';

/** The range of a picture's 16 bit samples, which tells how many of their bits its camera fills. */
export interface SampleRange {
  /** The largest sample of all its colours, 0 to 65535. */
  readonly largest: number;
  /** The largest possible sample that the file itself states (TIFF's MaxSampleValue); null where it does not. */
  readonly stated: number | null;
}

/** Bits that cameras have: they are told apart by the largest sample. */
const usual = [10, 12, 14] as const;
const all = 16;

/**
 * Returns how far the samples of an image go; null for one of 8 bits or fewer, which always fill their range.
 * @throws TouchstoneError as `decode`.
 */
export async function sampleRange(bytes: Buffer, limits: ImageLimits): Promise<SampleRange | null> {
  const picture = checkStructure(bytes, limits);
  if (!picture.sixteenBit) return null;
  const readable = picture.plain?.() ?? bytes;
  const largest = await decodingBudget.hold(picture.decodedBytes, () => largestSample(readable, picture.format)); // prettier-ignore
  return { largest, stated: picture.largestStated ?? null };
}

/**
 * Returns the bits that samples up to these use, from the low end: the fewest of 10, 12 and 14 that hold them all, else
 * 16. What a file states counts where its samples keep to it.
 */
export function bitsOf(ranges: readonly SampleRange[]): number {
  const largest = Math.max(...ranges.map((range) => range.largest));
  const stated = Math.max(...ranges.map((range) => range.stated ?? 0));
  const most =
    stated >= largest && ranges.every((range) => range.stated !== null) ? stated : largest;
  return usual.find((bits) => most < 2 ** bits) ?? all;
}

/** Returns the bits that one image uses; null where it has no 16 bit samples, or uses all. */
export async function bitsInUse(bytes: Buffer, limits: ImageLimits): Promise<number | null> {
  const range = await sampleRange(bytes, limits);
  const bits = range === null ? all : bitsOf([range]);
  return bits === all ? null : bits;
}

async function largestSample(bytes: Buffer, format: string): Promise<number> {
  try {
    const opened = sharp(bytes, { limitInputPixels: false });
    const { channels, hasAlpha } = await opened.metadata();
    const grey = channels - (hasAlpha ? 1 : 0) === 1;
    const { data, info } = await opened
      .removeAlpha()
      .toColourspace(grey ? 'grey16' : 'rgb16')
      .raw({ depth: 'ushort' })
      .toBuffer({ resolveWithObject: true });
    const samples = new Uint16Array(data.buffer, data.byteOffset, data.length / 2);
    return await largestOf(samples, info.width * info.channels);
  } catch (error) {
    throw imageFailure(error, format);
  }
}

async function largestOf(samples: Uint16Array, perRow: number): Promise<number> {
  let largest = 0;
  await inSlices(samples.length / perRow, perRow, (row) => {
    for (let at = row * perRow; at < (row + 1) * perRow; at++)
      if (samples[at]! > largest) largest = samples[at]!;
  });
  return largest;
}
