import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { drawView, plainView, type View } from './augmentation.js';
import type { RgbImage } from './image-source.js';
import { randomOf } from '#numbers';
import { renderView } from './view-rendering.js';

const size = 8;

function noisyImage(width: number, height: number, seed = 1): RgbImage {
  const random = randomOf(seed);
  const pixels = Uint8Array.from({ length: width * height * 3 }, () => random.below(256));
  return { width, height, pixels };
}

function rendered(image: RgbImage, change: Partial<View> = {}): Uint8ClampedArray {
  const out = new Uint8ClampedArray(size * size * 3);
  renderView(image, { ...plainView(image), ...change }, size, out, 0);
  return out;
}

/** A rendered square as an image again, for rendering it a second time. */
function asImage(values: Uint8ClampedArray): RgbImage {
  return { width: size, height: size, pixels: Uint8Array.from(values) };
}

describe('renderView', () => {
  it('gives the pixels of an image of its size unchanged', () => {
    const image = noisyImage(size, size);
    expect(asImage(rendered(image)).pixels).toEqual(image.pixels);
  });

  it('interpolates between neighbours: a crop shifted by half a pixel is their mean', () => {
    const pixels = Uint8Array.from({ length: 9 * 9 * 3 }, (_, at) => (Math.floor(at / 3) % 9) * 10);
    const out = rendered({ width: 9, height: 9, pixels }, { left: 0.5, top: 0, side: size });
    expect(out[0]).toBe(5);
    expect(out[3]).toBe(15);
  });

  it('turns by quarters: column c of the first row goes to row c of the last column', () => {
    const image = noisyImage(size, size);
    const once = asImage(rendered(image, { quarterTurns: 1 }));
    const at = (of: RgbImage, row: number, column: number) => of.pixels[(row * size + column) * 3];
    expect(at(once, 0, 0)).toBe(at(image, size - 1, 0));
    const back = asImage(rendered(once, { quarterTurns: 3 }));
    expect(back.pixels).toEqual(image.pixels);
  });

  it('mirrors twice to the same', () => {
    const image = noisyImage(size, size);
    const once = asImage(rendered(image, { flip: true }));
    expect(once.pixels).not.toEqual(image.pixels);
    expect(asImage(rendered(once, { flip: true })).pixels).toEqual(image.pixels);
  });

  it('makes grey of equal channels', () => {
    const out = rendered(noisyImage(size, size), { grey: true });
    for (let at = 0; at < out.length; at += 3) expect(out[at]).toBe(out[at + 2]);
  });

  it('follows the tone curve: gain, gamma, contrast around the middle, brightness', () => {
    const image = { width: size, height: size, pixels: new Uint8Array(size * size * 3).fill(51) };
    const tone: Partial<View> = { gain: [1.1, 1, 1], gamma: 2, contrast: 0.5, brightness: 0.05 };
    expect(rendered(image, tone)[0]).toBe(Math.round(((0.22 ** 2 - 0.5) * 0.5 + 0.55) * 255));
  });

  it('stays inside the image, and its noise and tones inside 0 to 255, whatever is drawn', () => {
    fc.assert(
      fc.property(
        fc.integer(),
        fc.integer({ min: 4, max: 40 }),
        fc.integer({ min: 4, max: 40 }),
        (seed, width, height) => {
          const image = noisyImage(width, height);
          const view = drawView(image, randomOf(seed));
          expect(view.left + view.side).toBeLessThanOrEqual(width + 1e-9);
          expect(view.top + view.side).toBeLessThanOrEqual(height + 1e-9);
          expect(rendered(image, view)).toEqual(rendered(image, view));
        },
      ),
      { numRuns: 50 },
    );
  });
});
