import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { findImages, partNamer, type ImageFile } from '../client/image-files.js';

/** A picture of a good part; `partId` is null where nothing says which part it shows. */
export interface GoodImage extends ImageFile {
  readonly partId: string | null;
}

/**
 * Lists the images of good parts in a folder: train/good of one in MVTec AD layout (and test/good when asked for), else
 * all images in it.
 * @throws TouchstoneError folder-layout without images; validation-failed when a name has no part in it.
 */
export async function goodImages(
  folder: string,
  { partFrom, withTestGood }: { partFrom?: string | undefined; withTestGood?: boolean | undefined },
): Promise<GoodImage[]> {
  const files = await filesOf(folder, withTestGood ?? false);
  const partOf = partFrom === undefined ? () => null : partNamer(partFrom);
  return files.map((file) => ({ ...file, partId: partOf(file.name) }));
}

async function filesOf(folder: string, withTestGood: boolean): Promise<ImageFile[]> {
  if (!(await isFolder(join(folder, 'train', 'good')))) return findImages(folder);
  const kinds = withTestGood ? ['train/good', 'test/good'] : ['train/good'];
  const found = [];
  for (const kind of kinds)
    for (const file of await findImages(join(folder, kind)))
      found.push({ ...file, name: `${kind}/${file.name}` });
  return found;
}

async function isFolder(path: string): Promise<boolean> {
  return (await stat(path).catch(() => undefined))?.isDirectory() ?? false;
}
