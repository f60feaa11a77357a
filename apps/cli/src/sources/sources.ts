import type { FolderSettings } from '#contracts';
import { openApi, type ApiOptions } from '../client/options.js';
import type { PersonOptions } from '../client/person-option.js';
import { sourceText } from './source-text.js';

export interface ListOptions extends ApiOptions {
  json?: boolean;
}

export type OneOptions = ApiOptions & PersonOptions;

/** The options of `sources add`; the service fills in those that are left out. */
export interface AddOptions
  extends ListOptions, PersonOptions, Partial<Omit<FolderSettings, 'path' | 'facts'>> {
  facts?: string;
}

/** Prints the station's sources. @throws TouchstoneError the API's. */
export async function listSources(station: string, options: ListOptions): Promise<void> {
  const path = { station };
  const { items } = await openApi(options).get('/v1/stations/{station}/sources', { path });
  const text = items.length === 0 ? 'No sources.\n' : items.map(sourceText).join('');
  process.stdout.write(options.json ? `${JSON.stringify(items)}\n` : text);
}

/** Adds a folder as a source. @throws TouchstoneError the API's, such as `folder-not-allowed`. */
export async function addSource(
  station: string,
  id: string,
  folder: string,
  { by, json, url, key, ...settings }: AddOptions,
): Promise<void> {
  const added = await openApi({ url, key }).post('/v1/stations/{station}/sources', {
    path: { station },
    body: { id, settings: { path: folder, ...settings }, by },
  });
  process.stdout.write(json ? `${JSON.stringify(added)}\n` : sourceText(added));
}

/** Pauses a source, or resumes it. @throws TouchstoneError the API's, `source-not-found`. */
export async function pauseSource(
  station: string,
  source: string,
  paused: boolean,
  { by, ...options }: OneOptions,
): Promise<void> {
  const path = { station, source };
  const body = { paused, by };
  await openApi(options).patch('/v1/stations/{station}/sources/{source}', { path, body });
  process.stdout.write(`${source} of ${station} is ${paused ? 'paused' : 'resumed'}.\n`);
}

/** Removes a source. @throws TouchstoneError the API's, `source-not-found`. */
export async function removeSource(
  station: string,
  source: string,
  { by, ...options }: OneOptions,
): Promise<void> {
  await openApi(options).delete('/v1/stations/{station}/sources/{source}', {
    path: { station, source },
    query: { by },
  });
  process.stdout.write(`${source} is no source of ${station} any more.\n`);
}
