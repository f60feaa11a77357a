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

/**
 * Tries to keep each picture of an upload in turn. One that is refused for what it is, is set aside by its name in a form,
 * and the others go on.
 * @throws TouchstoneError the first refusal, where no picture is left.
 */
export async function keepFiles<T extends object>(
  files: readonly CheckedFile[],
  names: Upload['names'],
  keep: (image: CheckedImage, index: number) => Promise<T>,
): Promise<(T | RefusedFile)[]> {
  const answers: (T | RefusedFile)[] = [];
  const refusals: TouchstoneError[] = [];
  for (const [index, file] of files.entries()) {
    if ('refused' in file) answers.push(file.refused);
    else
      try {
        answers.push(await keep(file.image, index));
      } catch (error) {
        if (!(error instanceof TouchstoneError) || !isOfThePicture(error)) throw error;
        refusals.push(error);
        answers.push(refusedFile(error, names[index] ?? null, index));
      }
  }
  const [first] = refusals;
  if (first !== undefined && answers.every(isRefused)) throw first;
  return answers;
}

export function isRefused(answer: object): answer is RefusedFile {
  return 'state' in answer && answer.state === 'refused';
}

function isOfThePicture(error: unknown): boolean {
  return error instanceof TouchstoneError && error.status === 422;
}

function refusedFile({ code, message }: TouchstoneError, file: string | null, index: number) {
  return { state: 'refused' as const, file, index, code, detail: message };
}
