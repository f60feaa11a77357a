import type { Masks, Polygon, RegionOfInterest } from '#contracts';
import { sharp } from '../decoding/engine.js';
import { regionInPixels } from '../region.js';
import type { RgbImage } from '../rgb-image.js';

interface Size {
  readonly width: number;
  readonly height: number;
}

/**
 * The number of pixels mixed in by resizing (a cubic kernel, two of the smaller picture's) and aligning (one), so that
 * what lies under a mask reaches no pixel outside.
 */
const margin = 3;
/** The grey that masked pixels are filled with: the same for every frame, so that it says nothing. */
const fill = 128;

/**
 * Returns 1 for each pixel of the region, at its size, that counts; null where all do.
 * @throws TouchstoneError validation-failed is the API's to say; here a mask image that cannot be read throws sharp's.
 */
export async function rasterOf(
  masks: Masks,
  region: RegionOfInterest | null,
  size: Size,
): Promise<Uint8Array | null> {
  const { include, ignore, image } = masks;
  if (include.length === 0 && ignore.length === 0 && image === null) return null;
  const white = image === null ? null : await whiteOf(image, region, size);
  const { x = 0, y = 0, width = 1, height = 1 } = region ?? {};
  const counts = new Uint8Array(size.width * size.height);
  for (let row = 0; row < size.height; row++)
    for (let column = 0; column < size.width; column++) {
      const at = row * size.width + column;
      const u = x + ((column + 0.5) / size.width) * width;
      const v = y + ((row + 0.5) / size.height) * height;
      const included = include.length === 0 || include.some((p) => isInside(p, u, v));
      const ignored = ignore.some((p) => isInside(p, u, v));
      counts[at] = included && !ignored && (white === null || white[at] === 1) ? 1 : 0;
    }
  return counts;
}

/** Returns the picture with its masked pixels, and those that they reach, in one colour; itself without masks. */
export function filled(image: RgbImage, counts: Uint8Array | null): RgbImage {
  if (counts === null) return image;
  // A Buffer's slice would be the same memory, and the picture the caller's.
  const pixels = Uint8Array.from(image.pixels);
  const reached = reachedBy(counts, image);
  for (let i = 0; i < reached.length; i++)
    if (reached[i] === 1) pixels.fill(fill, 3 * i, 3 * i + 3);
  return { ...image, pixels };
}

/** Returns 1 for each cell of a grid less than half of which is masked, row-major; null where all count. */
export function cellsThatCount(
  counts: Uint8Array | null,
  size: Size,
  grid: { readonly rows: number; readonly columns: number },
): Uint8Array | null {
  if (counts === null) return null;
  const inCell = new Int32Array(grid.rows * grid.columns);
  const counting = new Int32Array(grid.rows * grid.columns);
  for (let y = 0; y < size.height; y++)
    for (let x = 0; x < size.width; x++) {
      const cell =
        Math.floor((y * grid.rows) / size.height) * grid.columns +
        Math.floor((x * grid.columns) / size.width);
      inCell[cell]!++;
      counting[cell]! += counts[y * size.width + x]!;
    }
  return Uint8Array.from(inCell, (all, cell) => (2 * counting[cell]! > all ? 1 : 0));
}

/** Even-odd rule. */
function isInside(polygon: Polygon, x: number, y: number): boolean {
  let inside = false;
  polygon.forEach((a, i) => {
    const b = polygon[(i + 1) % polygon.length]!;
    if (a.y > y !== b.y > y && x < a.x + ((y - a.y) / (b.y - a.y)) * (b.x - a.x)) inside = !inside;
  });
  return inside;
}

/** The mask image over the whole frame, cut to the region, at its size: 1 where it is white. */
async function whiteOf(
  image: string,
  region: RegionOfInterest | null,
  size: Size,
): Promise<Uint8Array> {
  // prettier-ignore
  const picture = sharp(Buffer.from(image, 'base64'));
  const { width, height } = await picture.metadata();
  const cut = region ? picture.extract(regionInPixels(region, { width, height })) : picture;
  const grey = await cut
    .flatten({ background: '#000' })
    .toColourspace('b-w')
    .resize({ ...size, fit: 'fill', kernel: 'nearest' })
    .raw()
    .toBuffer();
  return Uint8Array.from(grey, (value) => (value >= 128 ? 1 : 0));
}

const reaches = new WeakMap<Uint8Array, Uint8Array>();

/** Drawn once for each raster, however many pictures it fills. */
function reachedBy(counts: Uint8Array, size: Size): Uint8Array {
  const known = reaches.get(counts);
  if (known !== undefined) return known;
  const reached = dilated(counts, size);
  reaches.set(counts, reached);
  return reached;
}

/** 1 for masked pixels and those within the margin of one, in a square. */
function dilated(counts: Uint8Array, { width, height }: Size): Uint8Array {
  const rows = new Uint8Array(counts.length);
  const both = new Uint8Array(counts.length);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++)
      if (counts[y * width + x] === 0)
        rows.fill(
          1,
          y * width + Math.max(0, x - margin),
          y * width + Math.min(width, x + margin + 1),
        );
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      if (rows[y * width + x] !== 1) continue;
      for (let v = Math.max(0, y - margin); v <= Math.min(height - 1, y + margin); v++) both[v * width + x] = 1; // prettier-ignore
    }
  return both;
}
