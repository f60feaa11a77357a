import { expect, test } from 'vitest';
import { decode } from '../decoding/decode.js';
import { readHeader } from '../header/read-header.js';
import { difference, paint, waves } from '../../../../test/support/images/paint.js';
import { chunk, writePng } from '../../../../test/support/images/write-png.js';

const image = waves(40, 30);
const size = { width: 40, height: 30 };
const none = { mean: 0, largest: 0 };
const pixels = Array.from({ length: 40 * 30 }, (_, i) => [...image.pixels.subarray(i * 3, i * 3 + 3)]); // prettier-ignore

const rgba = (bits: 8 | 16, alpha: (pixel: number) => number) =>
  writePng({ ...size, colourType: 6, bits, samples: pixels.flatMap((colours, i) => [...colours.map((level) => (bits === 16 ? level * 257 : level)), alpha(i)]) }); // prettier-ignore

test.each([8, 16] as const)('%i bit alpha that is zero everywhere hides no colour', async (bits) => {
  expect(difference(await decode(rgba(bits, () => 0), size), image)).toEqual(none);
}); // prettier-ignore

test('grey with alpha that is zero everywhere is its grey, and is so in a part of the frame', async () => {
  const grey = pixels.map(([level]) => level!);
  const twin = paint(40, 30, (x, y) => [grey[y * 40 + x]!, grey[y * 40 + x]!, grey[y * 40 + x]!]);
  const bytes = writePng({ ...size, colourType: 4, bits: 8, samples: grey.flatMap((level) => [level, 0]) }); // prettier-ignore
  expect(difference(await decode(bytes, size), twin)).toEqual(none);
  const part = { width: 20, height: 15, regionOfInterest: { x: 0, y: 0, width: 0.5, height: 0.5 } };
  const corner = paint(20, 15, (x, y) => [grey[y * 40 + x]!, grey[y * 40 + x]!, grey[y * 40 + x]!]);
  expect(difference(await decode(bytes, part), corner)).toEqual(none);
});

test('a cut-out keeps its black surroundings', async () => {
  const got = await decode(
    rgba(8, (i) => (i < 600 ? 0 : 255)),
    size,
  );
  expect(got.pixels.subarray(0, 1800).every((level) => level === 0)).toBe(true);
  expect([...got.pixels.subarray(1800)]).toEqual([...image.pixels.subarray(1800)]);
});

test.each([
  ['a colour key of RGB', { colourType: 2, bits: 8, transparency: [0, pixels[7]![0]!, 0, pixels[7]![1]!, 0, pixels[7]![2]!], samples: pixels.flat() }],
  ['a colour key of 16 bit RGB', { colourType: 2, bits: 16, transparency: pixels[7]!.flatMap((level) => [level, level]), samples: pixels.flat().map((level) => level * 257) }],
] as const)('%s blackens no pixel', async (_, kind) => {
  expect(difference(await decode(writePng({ ...size, ...kind }), size), image)).toEqual(none);
}); // prettier-ignore

test('a grey key and the transparency of a palette blacken no pixel', async () => {
  const levels = pixels.map(([level]) => level!);
  const twin = paint(40, 30, (x, y) => [levels[y * 40 + x]!, levels[y * 40 + x]!, levels[y * 40 + x]!]); // prettier-ignore
  const grey = { ...size, bits: 8, samples: levels } as const;
  const palette = Array.from({ length: 256 }, (_, i) => [i, i, i]).flat();
  for (const bytes of [
    writePng({ ...grey, colourType: 0, transparency: [0, levels[3]!] }),
    writePng({ ...grey, colourType: 3, palette, transparency: [0, 0, 128] }),
    writePng({ ...grey, colourType: 3, palette, transparency: Array<number>(256).fill(0) }),
  ])
    expect(difference(await decode(bytes, size), twin)).toEqual(none);
});

test('a wrong checksum is damage, not a lost end', async () => {
  const bytes = writePng({ ...size, colourType: 2, bits: 8, samples: pixels.flat() });
  bytes[bytes.indexOf('IDAT') + 40]! ^= 1;
  await expect(decode(bytes, size)).rejects.toMatchObject({ code: 'image-damaged' });
});

test('a PNG without pixels is refused at the door', async () => {
  const bytes = writePng({ ...size, colourType: 2, bits: 8, samples: pixels.flat() });
  const empty = Buffer.concat([bytes.subarray(0, 33), chunk('IEND', Buffer.alloc(0))]);
  await expect(readHeader(empty)).rejects.toThrow(/no pixels/);
});
