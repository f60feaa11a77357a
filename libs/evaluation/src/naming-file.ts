import { readFile } from 'node:fs/promises';
import { TouchstoneError } from '#contracts';

/**
 * Reads a file and uses its bytes; what goes wrong names the file.
 * @throws TouchstoneError not-an-image when it cannot be read at all, else as `use`.
 */
export async function naming<T>(file: string, use: (bytes: Buffer) => Promise<T>): Promise<T> {
  try {
    return await use(await readFile(file));
  } catch (error) {
    if (error instanceof TouchstoneError)
      throw new TouchstoneError(error.code, `${file}: ${error.message}`, { cause: error });
    if (error instanceof Error && 'code' in error)
      throw new TouchstoneError('not-an-image', `${file} cannot be read: ${error.message}`, {
        cause: error,
      });
    throw error;
  }
}
