import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { decode } from './decoding/decode.js';
import { defaultLimits } from './header/image-header.js';
import { readHeader } from './header/read-header.js';
import { bitsOf, sampleRange } from './decoding/significant-bits.js';
import { difference } from '../../../test/support/images/paint.js';

const beside = join(import.meta.dirname, '../../../../shared');
const trials = join(process.env['TOUCHSTONE_SHARED'] ?? beside, 'trials');
const there = existsSync(trials);
const whole = { width: 256, height: 192 };
const bytesOf = (folder: string, name: string) => readFileSync(join(trials, folder, name));
const files = (folder: string) =>
  there ? readdirSync(join(trials, folder)).filter((name) => /\.(jpg|png|tif|bmp|webp|raw)$/.test(name)) : []; // prettier-ignore

/**
 * The files that are refused when they come in, and the words of the refusal; the others that fail do so as a frame.
 */
const refused: Record<string, RegExp> = {
  'tiff-missing-tile.tif': /tile 6 of 12/,
  'tiff-jpeg2000.tif': /compression JPEG 2000 is not read/,
  'tiff-lerc.tif': /compression LERC is not read/,
  'tiff-zstd.tif': /compression zstd is not read/,
  'tiff-tiled-planar.tif': /separate colour planes is not read/,
  'jpeg-12bit.jpg': /12 bit/,
  'jpeg-lossless-sof3.jpg': /lossless JPEG is not read/i,
  'mono8.raw': /of an unknown kind.*pixels without a header/,
};
const damaged = ['tiff-damaged-lzw-tile.tif', 'tiff-damaged-deflate-tile.tif', 'tiff-damaged-jpeg-strip.tif', 'jpeg-truncated-with-trailer-eoi.jpg', 'png-crc-bad-idat.png']; // prettier-ignore
const twins: Record<string, string> = { 'png-palette-trns.png': 'twin-rgb-palette.png' };
/** Pictures of another size, of few levels or of other colours, as their own README says. */
const likeNoTwin = /^(1x1|1x10000|70000x8)|1bit|2bit|fillorder|-g3|-g4|assoc-alpha|ycck|sgray|4bit/;

describe.skipIf(!there)(`public trials (skipped without ${trials})`, () => {
  test.each(Object.keys(refused))('%s is refused when it comes in', async (name) => {
    await expect(readHeader(bytesOf('failing', name))).rejects.toThrow(refused[name]);
  });

  test.each(damaged)('%s fails', async (name) => {
    const folder = name.startsWith('png') ? 'passing' : 'failing';
    await expect(decode(bytesOf(folder, name), whole)).rejects.toMatchObject({
      code: expect.stringMatching(/image-(damaged|truncated)/) as string,
    });
  });

  const decoded = ['failing', 'passing'].flatMap((folder) =>
    files(folder).filter((name) => !refused[name] && !damaged.includes(name)).map((name) => [folder, name] as const),
  ); // prettier-ignore
  test.each(decoded)('%s/%s is decoded like its twin', async (folder, name) => {
    const bytes = bytesOf(folder, name);
    await readHeader(bytes);
    const range = await sampleRange(bytes, defaultLimits);
    const significantBits = range && bitsOf([range]);
    const image = await decode(bytes, { ...whole, significantBits });
    if (likeNoTwin.test(name)) return;
    const compared = twins[name] ? [twins[name]] : ['twin-rgb.png', 'twin-grey.png'];
    const off = [];
    for (const twin of compared)
      off.push(difference(image, await decode(bytesOf('failing', twin), whole)).mean);
    expect(Math.min(...off)).toBeLessThan(folder === 'failing' ? 1 : 2);
  });
});
