import { TouchstoneError } from '#contracts';

const sentences: Record<string, string> = {
  ENOSPC: 'the disk is full (ENOSPC): free some space or move the data folder',
  EDQUOT: 'the quota of the disk is used up (EDQUOT): free some space or raise it',
  EACCES: 'the folder may not be written (EACCES): give this user the right to',
  EPERM: 'the folder may not be written (EPERM): give this user the right to',
  EROFS: 'the disk is mounted read-only (EROFS)',
  EIO: 'the disk reports an error (EIO): replace it',
  EMFILE: 'too many files are open (EMFILE): raise the limit',
  ENFILE: 'too many files are open (ENFILE): raise the limit',
};

/** Returns a failure of the disk or the store as `blobs-unavailable`, with the reason said by name. */
export function asBlobTrouble(error: unknown, doing: string): TouchstoneError {
  if (error instanceof TouchstoneError) return error;
  const code = codeOf(error);
  const reason = sentences[code] ?? saidBy(error);
  return new TouchstoneError('blobs-unavailable', `${doing} failed: ${reason}`, {
    cause: error,
    facts: code === '' ? {} : { reason: code },
  });
}

function saidBy(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.name === 'Error' ? error.message : `${error.name}: ${error.message}`;
}

/** Returns the system's or the store's name for a failure; empty where it has none. */
export function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return '';
  return 'code' in error && typeof error.code === 'string' ? error.code : '';
}

/** Throws `blob-not-found`. */
export function blobGone(key: string, cause: unknown): never {
  throw new TouchstoneError('blob-not-found', `nothing is stored as ${key}; it was deleted`, {
    cause,
  });
}
