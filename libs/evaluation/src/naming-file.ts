import { readFile } from 'node:fs/promises';
import { TouchstoneError } from '#contracts';

/** A picture whose bytes are read when its turn comes, under the name that trouble is told by. */
export interface NamedPicture {
  readonly name: string;
  readonly bytes: () => Promise<Buffer>;
}

/** Returns a file as a picture: one that cannot be read at all is `not-an-image`. */
export function readNamed(file: string): NamedPicture {
  return {
    name: file,
    bytes: async () => {
      try {
        return await readFile(file);
      } catch (error) {
        const why = `cannot be read: ${error instanceof Error ? error.message : String(error)}`;
        throw new TouchstoneError('not-an-image', why, { cause: error });
      }
    },
  };
}

/**
 * Reads a picture and uses its bytes; what goes wrong names the picture.
 * @throws TouchstoneError as reading it and `use` do.
 */
export async function usingNamed<T>(
  { name, bytes }: NamedPicture,
  use: (bytes: Buffer) => Promise<T>,
): Promise<T> {
  try {
    return await use(await bytes());
  } catch (error) {
    if (error instanceof TouchstoneError)
      throw new TouchstoneError(error.code, `${name}: ${error.message}`, { cause: error });
    throw error;
  }
}

/**
 * Reads a file and uses its bytes; what goes wrong names the file.
 * @throws TouchstoneError not-an-image when it cannot be read at all, else as `use`.
 */
export function naming<T>(file: string, use: (bytes: Buffer) => Promise<T>): Promise<T> {
  return usingNamed(readNamed(file), use);
}
