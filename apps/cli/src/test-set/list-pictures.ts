import type { JudgedPicture, KnownPart } from '#contracts';
import { everyItem } from '../client/every-item.js';
import { openApi, type ApiOptions } from '../client/options.js';
import type { PersonOptions } from '../client/person-option.js';
import { whichModel } from '../client/which-model.js';

export interface ListOptions extends ApiOptions {
  known?: KnownPart;
  kind?: string;
  model?: string;
  json?: boolean;
}

export type RemoveOptions = ApiOptions & PersonOptions;

/** Prints the pictures of a test set. @throws TouchstoneError the API's. */
export async function listPictures(station: string, options: ListOptions): Promise<void> {
  const api = openApi(options);
  const { known, kind, json } = options;
  const model = options.model && (await whichModel(api, station, options.model)).id;
  const query = { limit: 500, ...(known && { known }), ...(kind && { kind }), ...(model && { model }) }; // prettier-ignore
  const items = await everyItem((cursor) =>
    api.get('/v1/stations/{station}/test-set', { path: { station }, query: { ...query, cursor } }),
  );
  process.stdout.write(json ? `${JSON.stringify({ items })}\n` : picturesText(station, items));
}

/** Takes pictures out, one after the other; the first that fails ends it. @throws TouchstoneError the API's. */
export async function removePictures(
  station: string,
  pictures: readonly string[],
  { by, ...options }: RemoveOptions,
): Promise<void> {
  const api = openApi(options);
  for (const picture of pictures) {
    const asked = { path: { station, picture }, query: { by } };
    await api.delete('/v1/stations/{station}/test-set/{picture}', asked);
    process.stdout.write(`${picture} is out of the test set.\n`);
  }
}

/** Writes each picture as a line: what is known, what the model says, its name. */
export function picturesText(station: string, items: readonly JudgedPicture[]): string {
  if (items.length === 0)
    return `Station ${station} has no test set: its model was never tried on a bad part. "touchstone test-set add ${station} <folder>" makes one.\n`;
  return `${items.map(lineOf).join('\n')}\n`;
}

function lineOf({ id, known, kind, judged, fileName }: JudgedPicture): string {
  const verdict = judged === null ? 'not judged' : `${judged.verdict} ${judged.displayScore.toFixed(2)}`; // prettier-ignore
  const part = kind === null ? known : `${known}: ${kind}`;
  return [id, part.padEnd(20), verdict.padEnd(12), fileName ?? ''].join('  ').trimEnd();
}
