import sharp from 'sharp';

/** Returns a PNG whose pixels follow from the seed: equal seeds give equal bytes. */
export async function somePng(seed = 1, width = 64, height = 48): Promise<Buffer> {
  return noise(seed, width, height).png().toBuffer();
}

export async function someJpeg(seed = 1, width = 64, height = 48): Promise<Buffer> {
  return noise(seed, width, height).jpeg().toBuffer();
}

function noise(seed: number, width: number, height: number) {
  let state = seed >>> 0;
  const pixels = Buffer.alloc(width * height * 3);
  for (let at = 0; at < pixels.length; at++) {
    // Numerical Recipes' linear congruential generator: enough for noise.
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    pixels[at] = state >>> 24;
  }
  return sharp(pixels, { raw: { width, height, channels: 3 } });
}
