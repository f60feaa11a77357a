import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { TouchstoneError } from '#contracts';
import { decode, readHeader, type RgbImage } from '#images';
import type { ImageSource } from '#training';

const imageName = /\.(jpe?g|png|webp|tiff?|bmp)$/i;
/** Decodes that wait for a thread of sharp's; more only holds more files in memory. */
const atOnce = 4;
/** The shorter side in pixels: training crops are smaller, and 2,700 images at this side take 0.7 GB. */
const shorterSide = 256;

/**
 * Reads all images below a folder, decoded once and kept in memory with their shorter side at 256 pixels, in the order
 * of their names.
 * @throws TouchstoneError folder-layout without images, and as `decode` for one that is damaged.
 */
export async function folderImages(
  folder: string,
  onRead: (done: number, of: number) => void,
): Promise<ImageSource> {
  const names = await imageNames(folder);
  const images: RgbImage[] = [];
  const hash = createHash('sha256');
  for (let first = 0; first < names.length; first += atOnce) {
    const some = names.slice(first, first + atOnce);
    for (const { bytes, image } of await Promise.all(some.map((name) => readImage(folder, name)))) {
      images.push(image);
      hash.update(bytes);
    }
    onRead(images.length, names.length);
  }
  const identity = hash.digest('hex');
  return { count: images.length, identity, image: (index) => images[index]! };
}

/** Paths of all images below a folder, by name. @throws TouchstoneError folder-layout where there is none. */
export async function imageNames(folder: string): Promise<string[]> {
  const names = (await readdir(folder, { recursive: true })).filter((name) => imageName.test(name));
  if (names.length > 0) return names.map((name) => name.replaceAll('\\', '/')).sort();
  throw new TouchstoneError(
    'folder-layout',
    `${folder} holds no JPEG, PNG, WebP, TIFF or BMP image at any depth.`,
  );
}

async function readImage(
  folder: string,
  name: string,
): Promise<{ bytes: Buffer; image: RgbImage }> {
  const bytes = await readFile(join(folder, name));
  const { width, height } = await readHeader(bytes);
  const scale = shorterSide / Math.min(width, height);
  const target = { width: Math.round(width * scale), height: Math.round(height * scale) };
  return { bytes, image: await decode(bytes, target) };
}
