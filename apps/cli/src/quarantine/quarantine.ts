import type { Quarantined } from '#contracts';
import { openApi, type ApiOptions } from '../client/options.js';
import type { PersonOptions } from '../client/person-option.js';
import { quarantineText } from './quarantine-text.js';
import { everSetAside, waitingNormals } from './waiting-normals.js';

export interface ListOptions extends ApiOptions {
  all?: boolean;
  json?: boolean;
}

export interface DecideOptions extends ApiOptions, PersonOptions {
  note: string;
  json?: boolean;
}

/** Prints the normals that wait for a person. @throws TouchstoneError the API's. */
export async function listQuarantine(station: string, options: ListOptions): Promise<void> {
  const api = openApi(options);
  const items = await (options.all ? everSetAside : waitingNormals)(api, station);
  process.stdout.write(
    options.json ? `${JSON.stringify({ items })}\n` : quarantineText(station, items),
  );
}

/** Decides on the normals one after the other; the first that fails ends it. @throws TouchstoneError the API's. */
export async function decide(
  station: string,
  decision: 'use' | 'keep-out',
  normals: readonly string[],
  { by, note, json, ...options }: DecideOptions,
): Promise<void> {
  const api = openApi(options);
  const items: Quarantined[] = [];
  for (const normal of normals) {
    const asked = { path: { station, normal }, body: { decision, note, by } };
    items.push(await api.post('/v1/stations/{station}/quarantine/{normal}', asked));
  }
  process.stdout.write(json ? `${JSON.stringify({ items })}\n` : quarantineText(station, items));
}
