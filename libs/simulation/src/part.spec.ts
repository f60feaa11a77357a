import fc from 'fast-check';
import { expect, test } from 'vitest';
import { defectKinds } from './defects/defects.js';
import { defectOf, simulateFrame } from './frame.js';
import { renderPart } from './part.js';

const size = { width: 160, height: 120 };

test('a part is always the same bytes, in whatever order the line is made', () => {
  const line = [4, 1, 9, 1].map((index) => renderPart({ seed: 3, index, ...size }).image.pixels);
  expect(Buffer.compare(line[1]!, line[3]!)).toBe(0);
  expect(Buffer.compare(line[0]!, line[2]!)).not.toBe(0);
  const other = renderPart({ seed: 4, index: 1, ...size }).image.pixels;
  expect(Buffer.compare(line[1]!, other)).not.toBe(0);
});

test.each(defectKinds)(
  '%s: its mask covers what differs most from the same part without it',
  (kind) => {
    const request = { seed: 11, index: 5, width: 320, height: 240 };
    const good = renderPart(request).image.pixels;
    const bad = renderPart({ ...request, defect: kind });
    const inside = { sum: 0, pixels: 0 };
    const outside = { sum: 0, pixels: 0 };
    bad.mask!.forEach((value, place) => {
      const counts = value === 255 ? inside : outside;
      counts.pixels++;
      counts.sum += Math.abs(bad.image.pixels[place * 3 + 1]! - good[place * 3 + 1]!);
    });
    expect(inside.pixels).toBeGreaterThan(5);
    expect(inside.pixels).toBeLessThan(320 * 240 * 0.1);
    expect(inside.sum / inside.pixels).toBeGreaterThan(4);
    expect(outside.sum / outside.pixels).toBeLessThan(0.2);
  },
);

test('a good part has no mask and no defect', () => {
  expect(renderPart({ seed: 1, index: 0, ...size })).toMatchObject({ defect: null, mask: null });
});

test('plainness is drawn evenly from slight to plain', () => {
  const drawn = Array.from(
    { length: 40 },
    (_, index) =>
      renderPart({ seed: 2, index, defect: 'stain', width: 64, height: 64 }).defect!.plainness,
  );
  for (const quarter of [0, 0.25, 0.5, 0.75])
    expect(drawn.some((value) => value >= quarter && value < quarter + 0.25)).toBe(true);
});

test('the share of defects is what was asked for, and all kinds come', () => {
  fc.assert(
    fc.property(fc.nat(1000), fc.constantFrom(0, 0.1, 0.5, 1), (seed, defects) => {
      const line = Array.from({ length: 600 }, (_, index) =>
        defectOf({ seed, defects, ...size }, index),
      );
      const bad = line.filter((kind) => kind !== null);
      expect(Math.abs(bad.length / 600 - defects)).toBeLessThan(0.1);
      if (defects === 1) expect(new Set(bad).size).toBe(defectKinds.length);
    }),
    { numRuns: 20 },
  );
});

test('a frame is a JPEG of the size asked for, the same bytes each time', async () => {
  const line = { seed: 1, defects: 0.5, ...size };
  const [first, again] = [await simulateFrame(line, 7), await simulateFrame(line, 7)];
  expect(first.bytes.subarray(0, 2).toString('hex')).toBe('ffd8');
  expect(first.bytes.equals(again.bytes)).toBe(true);
});
