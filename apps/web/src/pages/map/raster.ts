import type { Size, MapWindow } from './map-window.js';

/** Points of a map as they are drawn. */
export interface Drawn {
  readonly xs: readonly number[];
  readonly ys: readonly number[];
  /** The colour of each point, `0xAABBGGRR`: a canvas' bytes on every machine that a browser runs on. */
  readonly colours: Uint32Array;
  /** The points that are shown, those on top last. */
  readonly order: Int32Array;
}

/** A disc: offsets from its middle, and how much of each pixel it covers, 0 to 255. */
interface Stamp {
  readonly reach: number;
  readonly offsets: readonly (readonly [dx: number, dy: number, cover: number])[];
}

/**
 * Draws the points into a canvas' pixels, `[height, width]`. One pass over typed arrays: 50,000 points take a few
 * milliseconds without a graphics card, so that the whole map is drawn anew while it is moved.
 */
export function drawPoints(
  pixels: Uint32Array,
  size: Size,
  view: MapWindow,
  points: Drawn,
  radius: number,
): void {
  pixels.fill(0);
  const { width, height } = size;
  const { reach, offsets } = stampOf(radius);
  const { xs, ys, colours, order } = points;
  for (const i of order) {
    const x = Math.round(width / 2 + (xs[i]! - view.x) * view.scale);
    const y = Math.round(height / 2 - (ys[i]! - view.y) * view.scale);
    if (x < reach || y < reach || x >= width - reach || y >= height - reach) continue;
    const middle = y * width + x;
    for (const [dx, dy, cover] of offsets) {
      const at = middle + dy * width + dx;
      pixels[at] = cover === 255 ? colours[i]! : over(pixels[at]!, colours[i]!, cover);
    }
  }
}

/** A colour that covers a part of a pixel. */
function over(below: number, colour: number, cover: number): number {
  const alpha = (cover * (colour >>> 24)) / 255;
  if (below === 0) return ((alpha << 24) | (colour & 0xffffff)) >>> 0;
  const mix = (shift: number) => {
    const [a, b] = [(below >>> shift) & 0xff, (colour >>> shift) & 0xff];
    return Math.round(a + ((b - a) * cover) / 255) << shift;
  };
  const most = Math.max(below >>> 24, alpha);
  return ((most << 24) | mix(16) | mix(8) | mix(0)) >>> 0;
}

const stamps = new Map<number, Stamp>();

function stampOf(radius: number): Stamp {
  const known = stamps.get(radius);
  if (known !== undefined) return known;
  const reach = Math.ceil(radius);
  const offsets: [number, number, number][] = [];
  for (let dy = -reach; dy <= reach; dy++)
    for (let dx = -reach; dx <= reach; dx++) {
      const cover = Math.round(255 * Math.min(1, Math.max(0, radius + 0.5 - Math.hypot(dx, dy))));
      if (cover > 0) offsets.push([dx, dy, cover]);
    }
  const stamp = { reach, offsets };
  stamps.set(radius, stamp);
  return stamp;
}
