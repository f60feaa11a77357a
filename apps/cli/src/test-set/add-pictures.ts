import { basename } from 'node:path';
import type { ApiClient } from '#client';
import { type KnownPart, type TestPicture, TouchstoneError } from '#contracts';
import { readTestImages } from '#evaluation';
import { findImages, type ImageFile } from '../client/image-files.js';
import { inParallel } from '../client/in-parallel.js';
import { openApi, type ApiOptions } from '../client/options.js';
import type { PersonOptions } from '../client/person-option.js';
import { requestOf } from '../client/push.js';
import { uploadOfFile } from '../client/upload-file.js';
import { startProgress } from '../progress.js';

export interface AddOptions extends ApiOptions, PersonOptions {
  good?: boolean;
  bad?: boolean;
  kind?: string;
  json?: boolean;
}

interface KnownFile extends ImageFile {
  readonly known: KnownPart;
  readonly kind?: string | undefined;
  readonly mask?: string | undefined;
}

const uploadsAtOnce = 4;

/**
 * Adds the pictures of a folder, those that cannot be taken set aside by name.
 * @throws TouchstoneError folder-layout, validation-failed for the options, the API's; learning-incomplete where any was refused.
 */
export async function addPictures(
  station: string,
  folder: string,
  options: AddOptions,
): Promise<void> {
  const files = await knownFiles(folder, options);
  const api = openApi(options);
  const added: TestPicture[] = [];
  const refused: { file: string; code: string; detail: string }[] = [];
  const progress = startProgress('Adding to the test set', files.length);
  try {
    await inParallel(files, uploadsAtOnce, async (file) => {
      try {
        added.push(await addOne(api, station, file, options.by));
      } catch (error) {
        if (!(error instanceof TouchstoneError) || ![413, 422].includes(error.status)) throw error;
        refused.push({ file: file.name, code: error.code, detail: error.message });
      }
      progress.update(added.length + refused.length);
    });
  } finally {
    progress.stop();
  }
  for (const { file, code, detail } of refused)
    process.stderr.write(`Set aside ${file}: ${detail} [${code}]\n`);
  const text = `${added.length} pictures are in the test set of ${station}. "touchstone test-set judge ${station}" judges them.`;
  process.stdout.write(`${options.json ? JSON.stringify({ added, refused }) : text}\n`);
  if (refused.length > 0) throw incomplete(refused.length, files.length);
}

function incomplete(refused: number, of: number): TouchstoneError {
  return new TouchstoneError(
    'learning-incomplete',
    `${refused} of ${of} pictures were not added; they are named above with the reasons.`,
  );
}

async function addOne(
  api: ApiClient,
  station: string,
  file: KnownFile,
  by: string,
): Promise<TestPicture> {
  const { known, kind, name } = file;
  const { body } = requestOf(await uploadOfFile(file));
  const query = { known, file: name, by, ...(kind === undefined ? {} : { kind }) };
  const asked = { path: { station }, query, body };
  const answer = await api.post('/v1/stations/{station}/test-set', asked);
  if (file.mask === undefined) return answer;
  const mask = await uploadOfFile({ path: file.mask, name: basename(file.mask) });
  return api.put('/v1/stations/{station}/test-set/{picture}/mask', {
    path: { station, picture: answer.id },
    query: { by },
    body: requestOf(mask).body,
  });
}

/** Finds the pictures with what is known of them: by the folders of MVTec's layout, or as the options say. */
async function knownFiles(folder: string, { good, bad, kind }: AddOptions): Promise<KnownFile[]> {
  if (good && (bad || kind !== undefined))
    throw new TouchstoneError('validation-failed', 'Only bad parts have a kind: say --good alone, or --bad --kind <name>.'); // prettier-ignore
  if (good || bad) {
    const known = good ? 'good' : 'bad';
    return (await findImages(folder)).map((file) => ({ ...file, known, kind }));
  }
  return (await readTestImages(folder)).map(({ file, type, mask }) => ({
    path: file,
    name: `${type}/${basename(file)}`,
    ...(type === 'good' ? { known: 'good' } : { known: 'bad', kind: type, mask }),
  }));
}
