import type { ApiClient } from '#client';
import { say } from '../analysis/tools.js';
import { everyItem } from '../client/every-item.js';
import { type ApiOptions, openApi } from '../client/options.js';
import { pause } from '../client/pause.js';

export interface RetryOptions extends ApiOptions {
  code?: string;
  json?: boolean;
}

/** The milliseconds that the workers get before the next frames are put back. */
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
  const asked = { path: { station }, body: { code } };
  for (let total = 0; ; await pause(betweenMs)) {
    const { putBack, left } = await client.post('/v1/stations/{station}/frames/retry', asked);
    total += putBack;
    if (left === 0) return total;
    process.stderr.write(`${station}: ${total} frames are back in, ${left} wait for room\n`);
  }
}

async function stationNames(client: ApiClient): Promise<string[]> {
  const stations = await everyItem((cursor) =>
    client.get('/v1/stations', { query: { limit: 200, cursor } }),
  );
  return stations.map(({ id }) => id);
}
