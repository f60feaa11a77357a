import { describe, expect, test } from 'vitest';
import { decode } from '../decoding/decode.js';
import { sharp } from '../decoding/engine.js';
import { readHeader } from '../header/read-header.js';
import { difference, open, waves } from '../../../../test/support/images/paint.js';
import { isRestart, markers, nextMarker } from './jpeg-segments.js';
import { withoutStrayBytes } from './mend-jpeg.js';
import { addRestarts } from '../../../../test/support/images/add-restarts.js';

const image = waves(200, 150);
const size = { width: 200, height: 150 };
const endMark = Buffer.from([0xff, 0xd9]);
const baseline = await open(image).jpeg({ quality: 90, optimiseCoding: false }).toBuffer();
const kinds: Record<string, Buffer> = {
  baseline,
  'with half the colour': await open(image).jpeg({ quality: 90, chromaSubsampling: '4:2:0' }).toBuffer(),
  grey: await open(image).toColourspace('b-w').jpeg({ quality: 90 }).toBuffer(),
  progressive: await open(image).jpeg({ quality: 90, progressive: true }).toBuffer(),
  'with restart marks': await addRestarts(image),
}; // prettier-ignore
const names = Object.keys(kinds);

/** Puts bytes that are no code before every marker behind the first scan. */
function withStrayBytes(bytes: Buffer, stray: readonly number[]): Buffer {
  const pieces: Buffer[] = [];
  let from = 0;
  let at = nextMarker(bytes, bytes.indexOf(Buffer.from([0xff, markers.startOfScan])) + 2);
  for (; at < bytes.length; at = nextMarker(bytes, at)) {
    pieces.push(bytes.subarray(from, at), Buffer.from(stray));
    from = at;
    const marker = bytes[at + 1]!;
    if (marker === markers.endOfImage) break;
    at += 2 + (isRestart(marker) ? 0 : bytes.readUInt16BE(at + 2));
  }
  return Buffer.concat([...pieces, bytes.subarray(from)]);
}

describe.each(names)('a JPEG that is %s', (name) => {
  const whole = kinds[name]!;
  const body = whole.subarray(0, -2);

  test.each([
    ['lacks its end mark', body],
    ['has something else in place of it', Buffer.concat([body, Buffer.from('dhav\0\x12trailer')])],
    ['has segments of others in place of it', Buffer.concat([body, Buffer.from('SEFT\xff\x12\xff\xe1\0\x04zz', 'latin1')])],
    ['has stray bytes before each marker', withStrayBytes(whole, [0x11, 0xff, 0, 0x33])],
    ['has zeros before its end mark', Buffer.concat([body, Buffer.alloc(7), endMark])],
    ['has another end mark and padding', Buffer.concat([whole, endMark, Buffer.alloc(64)])],
  ])('and %s is decoded like its twin', async (_, bytes) => {
    await expect(readHeader(bytes)).resolves.toMatchObject(size);
    const twin = await decode(whole, size);
    expect(difference(await decode(bytes, size), twin)).toEqual({ mean: 0, largest: 0 });
  }); // prettier-ignore

  test('is left as it is, to the byte, when its code is followed', async () => {
    expect((await withoutStrayBytes(whole))?.equals(whole)).toBe(true);
  });

  test.each([0.02, 0.3, 0.6, 0.9, 0.97])('and lacks a part of its code (%f is left) gets no verdict', async (left) => {
    const code = whole.indexOf(Buffer.from([0xff, markers.startOfScan])) + 14;
    const cut = whole.subarray(0, code + Math.floor((body.length - code) * left));
    await expect(readHeader(cut)).rejects.toMatchObject({ code: 'image-truncated' });
    for (const side of [200, 64])
      await expect(
        decode(Buffer.concat([cut, endMark]), { width: side, height: side }),
      ).rejects.toMatchObject({ code: expect.stringMatching(/image-(truncated|damaged)/) as string });
  }); // prettier-ignore
});

test('motion JPEG without its tables, and with stray bytes, is decoded like its twin', async () => {
  const tables = baseline.indexOf(Buffer.from([0xff, markers.huffmanTables]));
  const scan = baseline.indexOf(Buffer.from([0xff, markers.startOfScan]));
  const bare = Buffer.concat([baseline.subarray(0, tables), baseline.subarray(scan)]);
  const got = await decode(withStrayBytes(bare, [1, 2, 3]), size);
  expect(difference(got, await decode(baseline, size))).toEqual({ mean: 0, largest: 0 });
});

test('a picture that ends in middle grey is not taken for one that ends early', async () => {
  const grey = { create: { width: 64, height: 48, channels: 3, background: { r: 128, g: 128, b: 128 } } } as const; // prettier-ignore
  const { pixels } = await decode(await sharp(grey).jpeg().toBuffer(), { width: 32, height: 32 });
  expect(pixels.every((level) => level === 128)).toBe(true);
});

/** The same JPEG with another start of frame, or other values in it. */
function withFrame(change: (bytes: Buffer, frame: number) => void): Buffer {
  const bytes = Buffer.from(baseline);
  change(bytes, bytes.indexOf(Buffer.from([0xff, 0xc0])));
  return bytes;
}

test.each([
  ['12 bit', (bytes: Buffer, frame: number) => bytes.writeUInt8(12, frame + 4)],
  ['lossless', (bytes: Buffer, frame: number) => bytes.writeUInt8(0xc3, frame + 1)],
  ['hierarchical', (bytes: Buffer, frame: number) => bytes.writeUInt8(0xc5, frame + 1)],
  ['lossless arithmetic', (bytes: Buffer, frame: number) => bytes.writeUInt8(0xcb, frame + 1)],
  ['JPEG-LS', (bytes: Buffer, frame: number) => bytes.writeUInt8(0xf7, frame + 1)],
  ['2 colours', (bytes: Buffer, frame: number) => bytes.writeUInt8(2, frame + 9)],
])('%s JPEG is refused at the door by its name', async (name, change) => {
  await expect(readHeader(withFrame(change))).rejects.toMatchObject({
    code: 'not-an-image',
    message: expect.stringContaining(name) as string,
  });
});
