import type { Alignment } from '#contracts';
import type { RgbImage } from '../rgb-image.js';
import type { Lie } from './camera-reference.js';

/** Correlation below which a move is not believed, and the picture left as it is. */
const leastMatch = 0.5;

/** Tells whether a picture is to be moved back by as much as it lies away. */
export function mayAlign(lie: Lie, { enabled, furthest, largestTurn }: Alignment): boolean {
  const near = Math.abs(lie.shiftX) <= furthest && Math.abs(lie.shiftY) <= furthest;
  return enabled && near && Math.abs(lie.turn) <= largestTurn + 0.5 && lie.match >= leastMatch;
}

/** Moves the picture back onto its reference, bilinear; what comes from outside is the border's colour. */
export function aligned({ width, height, pixels }: RgbImage, lie: Lie): RgbImage {
  const out = new Uint8Array(pixels.length);
  const radians = (lie.turn * Math.PI) / 180;
  const [cos, sin] = [Math.cos(radians), Math.sin(radians)];
  const [cx, cy] = [(width - 1) / 2, (height - 1) / 2];
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const [dx, dy] = [x - cx, y - cy];
      const u = clamp(cx + cos * dx - sin * dy + lie.shiftX * width, width - 1);
      const v = clamp(cy + sin * dx + cos * dy + lie.shiftY * height, height - 1);
      blend({ width, height, pixels }, u, v, out, 3 * (y * width + x));
    }
  return { width, height, pixels: out };
}

function blend(
  { width, height, pixels }: RgbImage,
  u: number,
  v: number,
  out: Uint8Array,
  to: number,
): void {
  // prettier-ignore
  const [left, top] = [Math.min(Math.floor(u), width - 2), Math.min(Math.floor(v), height - 2)];
  const [a, b] = [u - left, v - top];
  const at = 3 * (top * width + left);
  const below = at + 3 * width;
  for (let c = 0; c < 3; c++) {
    const upper = pixels[at + c]! * (1 - a) + pixels[at + 3 + c]! * a;
    const lower = pixels[below + c]! * (1 - a) + pixels[below + 3 + c]! * a;
    out[to + c] = Math.round(upper * (1 - b) + lower * b);
  }
}

function clamp(value: number, most: number): number {
  return Math.min(Math.max(value, 0), most);
}
