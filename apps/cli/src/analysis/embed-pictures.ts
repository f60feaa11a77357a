import { readFile } from 'node:fs/promises';
import { type Vectors, vectorsOf } from '#analysis';
import { embedNormals } from '#learning';
import { plainView } from '#inspection';
import type { ImageFile } from '../client/image-files.js';
import { startProgress } from '../progress.js';
import type { Tools } from './tools.js';

/**
 * Returns the image embedding of each picture, `[files, e]`, in their order, with a progress bar.
 * @throws TouchstoneError of the images' codes, naming the file that cannot be read.
 */
export async function embedPictures(
  files: readonly ImageFile[],
  { backbone }: Tools,
): Promise<Vectors> {
  const progress = startProgress('Embedding', files.length);
  const images: Float32Array[] = [];
  const named = files.map(({ path, name }) => ({
    id: name,
    partId: null,
    bytes: () => readFile(path),
  }));
  try {
    for await (const { image } of embedNormals(named, backbone, plainView(backbone.size))) {
      images.push(image);
      progress.update(images.length);
    }
  } finally {
    progress.stop();
  }
  return vectorsOf(images);
}
