import { describe, expect, it } from 'vitest';
import type { RgbImage } from '../views/image-source.js';
import { lineView } from '../views/line-augmentation.js';
import { randomOf } from '#numbers';
import { pasteDefect } from './paste-defect.js';
import { poissonBlend } from './poisson-blend.js';

const side = 64;
function textured(seed: number): RgbImage {
  const random = randomOf(seed);
  const [x, y] = [random.between(0.1, 0.6), random.between(0.1, 0.6)];
  const pixels = Uint8Array.from({ length: side * side * 3 }, (_, at) => {
    const place = Math.floor(at / 3);
    return 120 + 40 * Math.sin(x * (place % side) + y * Math.floor(place / side) + (at % 3));
  });
  return { width: side, height: side, pixels };
}

describe.each(['cut-paste', 'poisson'] as const)('pasteDefect, %s', (method) => {
  it('leaves the part as it is, also where its pixels are a Buffer, as decoded ones are', () => {
    const part = { ...textured(1), pixels: Buffer.from(textured(1).pixels) };
    const { image } = pasteDefect(part, part, method, 1, 3);
    expect(Buffer.compare(part.pixels, textured(1).pixels)).toBe(0);
    expect(Buffer.compare(part.pixels, image.pixels)).not.toBe(0);
  });

  it('changes the part inside the mask alone, and always somewhere', () => {
    const [part, other] = [textured(1), textured(2)];
    for (let number = 0; number < 40; number++) {
      const { image, mask } = pasteDefect(part, other, method, 1, number);
      const changed = Array.from(mask.keys()).filter((at) =>
        [0, 1, 2].some((c) => image.pixels[at * 3 + c] !== part.pixels[at * 3 + c]),
      );
      expect(changed.every((at) => mask[at] === 1)).toBe(true);
      expect(changed.length).toBeGreaterThan(0);
    }
  });

  it('is the same for a seed and number, and leaves its arguments alone', () => {
    const part = textured(1);
    const before = part.pixels.slice();
    const once = pasteDefect(part, part, method, 3, 5);
    expect(pasteDefect(part, part, method, 3, 5)).toEqual(once);
    expect(pasteDefect(part, part, method, 3, 6)).not.toEqual(once);
    expect(part.pixels).toEqual(before);
  });
});

describe('poissonBlend', () => {
  const patch = { left: 10, top: 12, width: 20, height: 16 };
  const inside = Uint8Array.from({ length: 20 * 16 }, (_, at) => {
    const [row, column] = [Math.floor(at / 20), at % 20];
    return row > 0 && row < 15 && column > 0 && column < 19 ? 1 : 0;
  });
  const value = ({ pixels }: RgbImage, row: number, column: number) =>
    pixels[((patch.top + row) * side + patch.left + column) * 3]!;

  it('leaves a part as it is where the pasted piece is that part, whatever its brightness', () => {
    const part = textured(1);
    const piece = Float32Array.from({ length: 20 * 16 * 3 }, (_, at) => {
      const place = Math.floor(at / 3);
      const [row, column] = [Math.floor(place / 20), place % 20];
      return part.pixels[((patch.top + row) * side + patch.left + column) * 3 + (at % 3)]! + 55;
    });
    const image = { ...part, pixels: part.pixels.slice() };
    poissonBlend(image, patch, piece, inside);
    image.pixels.forEach((pixel, at) => expect(Math.abs(pixel - part.pixels[at]!)).toBeLessThanOrEqual(1)); // prettier-ignore
  });

  it('has the differences of the piece inside', () => {
    const flat = { width: side, height: side, pixels: new Uint8Array(side * side * 3).fill(128) };
    const piece = Float32Array.from({ length: 20 * 16 * 3 }, (_, at) => 60 * Math.exp(-(((Math.floor(at / 3) % 20) - 10) ** 2) / 9)); // prettier-ignore
    poissonBlend(flat, patch, piece, inside);
    const step = piece[(8 * 20 + 10) * 3]! - piece[(8 * 20 + 8) * 3]!;
    expect(Math.abs(value(flat, 8, 10) - value(flat, 8, 8) - step)).toBeLessThan(8);
  });
});

describe('lineView', () => {
  it('keeps a part recognisable: same size, near in brightness, the same for a seed and number', () => {
    const part = textured(4);
    const mean = ({ pixels }: RgbImage) => pixels.reduce((sum, v) => sum + v, 0) / pixels.length;
    for (let number = 0; number < 20; number++) {
      const view = lineView(part, 1, number);
      expect(view).toMatchObject({ width: side, height: side });
      expect(Math.abs(mean(view) - mean(part))).toBeLessThan(40);
      expect(lineView(part, 1, number)).toEqual(view);
    }
    expect(lineView(part, 1, 0)).not.toEqual(lineView(part, 1, 1));
  });
});
