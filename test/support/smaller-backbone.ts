import { cp, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** The name of the backbone that `writeSmallerBackbone` writes, and the pixels of its input. */
export const smallerBackbone = 'touchstone-small-128';
const side = 128;

/**
 * Writes the shipped backbone with pictures of half the side into a folder: the same weights, a quarter of the patches,
 * a quarter of the time. For tests of what is done with a backbone, which need one that sees well but not every pixel.
 */
export async function writeSmallerBackbone(folder: string): Promise<void> {
  const target = join(folder, smallerBackbone);
  await mkdir(folder, { recursive: true });
  await cp(join('models', 'touchstone-small'), target, { recursive: true });
  const path = join(target, 'manifest.json');
  const manifest = JSON.parse(await readFile(path, 'utf8')) as object;
  const smaller = { name: smallerBackbone, inputSize: { width: side, height: side } };
  await writeFile(path, JSON.stringify({ ...manifest, ...smaller }));
}
