import type { StoreState } from '#contracts';
import { say } from '../analysis/tools.js';
import { type ApiOptions, openApi } from '../client/options.js';

export interface StoreOptions extends ApiOptions {
  json?: boolean;
}

/** Shows the store's state; first makes it the one of the records where that is asked for. @throws TouchstoneError the API's. */
export async function showStore(adopt: boolean, options: StoreOptions): Promise<void> {
  const client = openApi(options);
  const state = adopt
    ? await client.post('/v1/store/adopt', {})
    : await client.get('/v1/store', {});
  say(state, linesOf(state), options.json);
}

function linesOf({ agrees, expected, found, reason }: StoreState): string[] {
  if (agrees) return [`the blob store ${found ?? ''} is the one of the records`];
  return [`the records belong to ${expected ?? 'no store'}, the store is ${found ?? 'without id'}`]
    .concat(reason ?? [])
    .map((line) => line.trim());
}
