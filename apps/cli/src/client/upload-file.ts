import { readFile } from 'node:fs/promises';
import { TouchstoneError } from '#contracts';
import { recogniseFormat } from '#images';
import type { Upload } from './push.js';
import type { ImageFile } from './image-files.js';

/**
 * Returns a file as an upload, with its part's id where that is known; its media type is told from its first bytes.
 * @throws TouchstoneError not-an-image.
 */
export async function uploadOfFile(file: ImageFile, partId?: string): Promise<Upload> {
  const bytes = await readFile(file.path);
  return { bytes, mediaType: `image/${formatOf(bytes, file)}`, facts: { partId } };
}

function formatOf(bytes: Buffer, file: ImageFile): string {
  try {
    return recogniseFormat(bytes);
  } catch (error) {
    throw named(error, file);
  }
}

/** Returns the error with the file's name in front, so that one of a thousand files can be found. */
export function named(error: unknown, { name }: ImageFile): unknown {
  if (!(error instanceof TouchstoneError)) return error;
  return new TouchstoneError(error.code, `${name}: ${error.message}`, { cause: error });
}
