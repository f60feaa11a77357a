import { TouchstoneError } from '#contracts';

/** Returns any failure to reach Redis as `queue-unavailable`. */
export function asQueueTrouble(error: unknown): TouchstoneError {
  if (error instanceof TouchstoneError) return error;
  const reason = error instanceof Error ? error.message : String(error);
  return new TouchstoneError(
    'queue-unavailable',
    `Redis did not take the request (${reason}); try again when it is back`,
    { cause: error },
  );
}
