import { TouchstoneError } from '#contracts';

/** What is read from the blob store; null where it is gone. */
export async function orNull<T>(read: () => Promise<T>): Promise<T | null> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof TouchstoneError && error.code === 'blob-not-found') return null;
    throw error;
  }
}
