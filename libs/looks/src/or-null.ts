import { TouchstoneError } from '#contracts';

/** Reads from the blob store; returns null where the blob is gone. */
export async function orNull<T>(read: () => Promise<T>): Promise<T | null> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof TouchstoneError && error.code === 'blob-not-found') return null;
    throw error;
  }
}
