import { readdir, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openBackbone, resolveBackbone, type Backbone } from '#embedding';
import { decode, type RgbImage } from '#images';
import { loadTensorRuntime } from '#tensors';
import { shippedBackbones } from '../../support/shared.js';

const batch = 16;

/**
 * Returns patch embeddings of photographs and of their mirror images, `[count, 128]`: as many real vectors of the size
 * of an image embedding as a station with years of frames has.
 * @throws Error when the folder has too few pictures.
 */
export async function realVectors(folder: string, count: number): Promise<Float32Array> {
  const { manifest, folder: weights } = await resolveBackbone('touchstone-small', [
    shippedBackbones,
  ]);
  const runtime = await loadTensorRuntime();
  const cacheFolder = join(tmpdir(), 'touchstone-bench-backbones');
  const backbone = await openBackbone(weights, { runtime, manifest, cacheFolder });
  try {
    return await patchesOf(await picturesIn(folder), backbone, count);
  } finally {
    backbone.dispose();
  }
}

async function picturesIn(folder: string): Promise<string[]> {
  const names = await readdir(folder, { recursive: true });
  return names.filter((name) => /\.(jpg|jpeg|png)$/i.test(name)).sort().map((name) => join(folder, name)); // prettier-ignore
}

async function patchesOf(files: readonly string[], backbone: Backbone, count: number) {
  const all = new Float32Array(count * backbone.dimensions);
  let filled = 0;
  for (const mirrored of [false, true])
    for (let at = 0; at < files.length && filled < all.length; at += batch) {
      const pictures = await Promise.all(
        files.slice(at, at + batch).map((file) => picture(file, backbone, mirrored)),
      );
      const patches = await embedded(pictures, backbone);
      all.set(patches.subarray(0, all.length - filled), filled);
      filled = Math.min(all.length, filled + patches.length);
    }
  if (filled < all.length) throw new Error(`${files.length} pictures are too few for ${count} vectors.`); // prettier-ignore
  return all;
}

async function embedded(pictures: readonly RgbImage[], backbone: Backbone): Promise<Float32Array> {
  const { patches, image } = backbone.embed(pictures);
  try {
    return (await patches.data()) as Float32Array;
  } finally {
    patches.dispose();
    image.dispose();
  }
}

async function picture(file: string, { size }: Backbone, mirrored: boolean): Promise<RgbImage> {
  const image = await decode(await readFile(file), size);
  return mirrored ? mirror(image) : image;
}

function mirror({ width, height, pixels }: RgbImage): RgbImage {
  const turned = new Uint8Array(pixels.length);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++)
      for (let c = 0; c < 3; c++)
        turned[3 * (y * width + x) + c] = pixels[3 * (y * width + width - 1 - x) + c]!;
  return { width, height, pixels: turned };
}
