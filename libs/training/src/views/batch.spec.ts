import { describe, expect, it } from 'vitest';
import { batchOfStep, plainBatch } from './batch.js';
import type { ImageSource } from './image-source.js';

/** Image i is all of brightness 10 i; remembers which were asked for. */
function greySource(count: number): ImageSource & { asked: number[] } {
  const asked: number[] = [];
  const image = (index: number) => {
    asked.push(index);
    return { width: 20, height: 16, pixels: new Uint8Array(20 * 16 * 3).fill(index * 10) };
  };
  return { count, identity: 'grey', asked, image };
}

describe('batchOfStep', () => {
  it('depends on seed and step alone', () => {
    const source = greySource(7);
    const first = batchOfStep(source, 3, 5, 4, 16).pixels;
    batchOfStep(source, 3, 6, 4, 16);
    expect(batchOfStep(source, 3, 5, 4, 16).pixels).toEqual(first);
    expect(batchOfStep(source, 4, 5, 4, 16).pixels).not.toEqual(first);
    expect(batchOfStep(source, 3, 6, 4, 16).pixels).not.toEqual(first);
  });

  it('shows every image once an epoch, also where a batch spans two', () => {
    const source = greySource(6);
    for (let step = 0; step < 3; step++) batchOfStep(source, 1, step, 4, 16);
    expect(source.asked.slice(0, 6).sort()).toEqual([0, 1, 2, 3, 4, 5]);
    expect(source.asked.slice(6, 12).sort()).toEqual([0, 1, 2, 3, 4, 5]);
  });
});

describe('plainBatch', () => {
  it('goes through the images in a random order of the seed', () => {
    const source = greySource(5);
    const pixels = plainBatch(source, 1, 0, 5, 16).pixels;
    expect([...source.asked].sort()).toEqual([0, 1, 2, 3, 4]);
    expect(pixels[0]).toBe(source.asked[0]! * 10);
  });
});
