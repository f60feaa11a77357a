import { framesPutBack, type Page, page, type Station, station as stationShape } from '#contracts';
import { say } from '../analysis/tools.js';
import type { ApiClient } from '../client/api-client.js';
import { type ApiOptions, openApi } from '../client/options.js';
import { pause } from '../client/send.js';

export interface RetryOptions extends ApiOptions {
  code?: string;
  json?: boolean;
}

/** How long the workers get before the next frames are put back. */
const betweenMs = 1_000;

/** Puts failed frames back in until none is left. @throws TouchstoneError the API's. */
export async function retryFrames(
  station: string | undefined,
  options: RetryOptions,
): Promise<void> {
  const client = openApi(options);
  const stations = station === undefined ? await stationNames(client) : [station];
  const putBack: Record<string, number> = {};
  for (const name of stations) putBack[name] = await retryStation(client, name, options.code);
  const lines = Object.entries(putBack).map(([name, frames]) => `${name}: ${frames} frames`);
  say({ putBack }, lines, options.json);
}

async function retryStation(
  client: ApiClient,
  station: string,
  code: string | undefined,
): Promise<number> {
  const path = `/v1/stations/${encodeURIComponent(station)}/frames/retry`;
  for (let total = 0; ; await pause(betweenMs)) {
    const { putBack, left } = await client.post(framesPutBack, path, { code });
    total += putBack;
    if (left === 0) return total;
    process.stderr.write(`${station}: ${total} frames are back in, ${left} wait for room\n`);
  }
}

async function stationNames(client: ApiClient): Promise<string[]> {
  const names: string[] = [];
  let next: string | null = null;
  do {
    const after: string = next === null ? '' : `&cursor=${encodeURIComponent(next)}`;
    const found: Page<Station> = await client.get(
      page(stationShape),
      `/v1/stations?limit=200${after}`,
    );
    names.push(...found.items.map(({ id }) => id));
    next = found.next;
  } while (next !== null);
  return names;
}
