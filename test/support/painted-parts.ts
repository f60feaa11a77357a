import sharp from 'sharp';
import { seededRandom } from '#numbers';

/** Paints a painted part: brushed metal under uneven light, as a 192 x 160 JPEG. The same seed gives the same bytes. */
export async function paintedPart(seed: number, options: { stain?: boolean } = {}) {
  const [width, height] = [192, 160];
  const random = seededRandom(seed);
  const light = 0.9 + 0.2 * random();
  const pixels = Buffer.alloc(width * height * 3);
  for (let y = 0; y < height; y++) {
    const brush = 12 * random();
    for (let x = 0; x < width; x++) {
      const level = light * (110 + 30 * Math.sin(x / 23) + brush) + 6 * random();
      pixels.fill(
        stained(x, y, options) ? 15 : level,
        (y * width + x) * 3,
        (y * width + x) * 3 + 3,
      );
    }
  }
  return sharp(pixels, { raw: { width, height, channels: 3 } })
    .jpeg({ quality: 92 })
    .toBuffer();
}

function stained(x: number, y: number, { stain }: { stain?: boolean }): boolean {
  return stain === true && (x - 100) ** 2 + (y - 70) ** 2 < 30 ** 2;
}
