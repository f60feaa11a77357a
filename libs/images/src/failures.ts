import { TouchstoneError } from '#contracts';

const endsEarly =
  /premature|truncat|unexpected end|end of (file|stream|data)|not enough|scanline \d+/i;

/** Returns the image library's error in our words; what already is a TouchstoneError stays as it is. */
export function imageFailure(error: unknown, format: string): TouchstoneError {
  if (error instanceof TouchstoneError) return error;
  const said = reasonOf(error);
  const name = format.toUpperCase();
  return endsEarly.test(said)
    ? new TouchstoneError(
        'image-truncated',
        `The ${name} ends before its last pixel (${said}); send it whole.`,
        { cause: error },
      )
    : new TouchstoneError(
        'image-damaged',
        `The ${name} cannot be decoded (${said}); check how it was written or sent.`,
        { cause: error },
      );
}

/** Returns the image library's message in one line, without what it says of our own settings. */
function reasonOf(error: unknown): string {
  const said = error instanceof Error ? error.message : String(error);
  return said
    .replace('Warning treated as error due to failOn setting', '')
    .replace(/\s+/g, ' ')
    .trim();
}

/** Returns the error of the structure checks for bytes that end too early. */
export function endsTooEarly(format: string, where: string): TouchstoneError {
  return new TouchstoneError(
    'image-truncated',
    `The ${format} ends too early: ${where}. Send the whole file.`,
  );
}

/** Returns the error of the structure checks for a header with something that cannot be. */
export function isDamaged(format: string, what: string): TouchstoneError {
  return new TouchstoneError(
    'image-damaged',
    `The ${format} is damaged: ${what}. Check how it was written or sent.`,
  );
}

/**
 * Returns the error of the structure checks for a whole and valid image of a kind that is not read, with what is read
 * instead.
 */
export function isNotRead(kind: string, instead: string): TouchstoneError {
  return new TouchstoneError('not-an-image', `${kind} is not read; ${instead}.`);
}
