import { type ApiOptions, openApi } from '../client/options.js';
import { driftText } from './drift-text.js';

export interface DriftOptions extends ApiOptions {
  hours: number;
  json?: boolean;
}

/** Prints a station's drift tests. @throws TouchstoneError the API's: `station-not-found` and the like. */
export async function showDrift(station: string, options: DriftOptions): Promise<void> {
  const { hours, json = false } = options;
  const asked = { path: { station }, query: { hours } };
  const report = await openApi(options).get('/v1/stations/{station}/drift', asked);
  process.stdout.write(`${json ? JSON.stringify(report) : driftText(station, report)}\n`);
}
