import { type RefusedFile, TouchstoneError } from '#contracts';
import { type CheckedImage, checkImage } from './checked-image.js';
import type { Upload } from './upload.js';

export type CheckedFile =
  { readonly image: CheckedImage; readonly index: number } | { readonly refused: RefusedFile };

/**
 * Checks all images of an upload. One bad picture of a form is set aside by name and the others go on; where none is left,
 * and where there is only one, the refusal is the whole request's.
 * @throws TouchstoneError the first refusal, where no image is left.
 */
export async function checkFiles(
  { images, names }: Upload,
  maxPixels: number,
  options: { decoded?: boolean } = {},
): Promise<CheckedFile[]> {
  const tried = await Promise.allSettled(images.map((bytes) => checkImage(bytes, maxPixels, options))); // prettier-ignore
  const refusals = tried.flatMap((one) => (one.status === 'rejected' ? [one.reason as unknown] : [])); // prettier-ignore
  const fatal = refusals.find((error) => !isOfThePicture(error));
  if (fatal !== undefined || refusals.length === images.length) throw fatal ?? refusals[0];
  return tried.map((one, index) =>
    one.status === 'fulfilled'
      ? { image: one.value, index }
      : { refused: refusedFile(one.reason as TouchstoneError, names[index] ?? null, index) },
  );
}

function isOfThePicture(error: unknown): boolean {
  return error instanceof TouchstoneError && error.status === 422;
}

function refusedFile({ code, message }: TouchstoneError, file: string | null, index: number) {
  return { state: 'refused' as const, file, index, code, detail: message };
}
