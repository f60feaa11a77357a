import { driftReport } from '#contracts';
import { addressOf, type ApiOptions } from '../client/options.js';
import { send } from '../client/send.js';
import { driftText } from './drift-text.js';

export interface DriftOptions extends ApiOptions {
  hours: number;
  json?: boolean;
}

/** @throws TouchstoneError the API's: `station-not-found` and the like. */
export async function showDrift(station: string, options: DriftOptions): Promise<void> {
  const path = `/v1/stations/${encodeURIComponent(station)}/drift?hours=${options.hours}`;
  const settings = { ...addressOf(options), patienceMs: 30_000 };
  const report = driftReport.parse(await send({ method: 'GET', path }, settings));
  const { json = false } = options;
  process.stdout.write(`${json ? JSON.stringify(report) : driftText(station, report)}\n`);
}
