import type { ApiClient } from '#client';
import { type ApiOptions, openApi } from '../client/options.js';
import { escapesText } from './escapes-text.js';

export interface EscapesOptions extends ApiOptions {
  days: number;
  perShift?: number;
  risk?: number;
  json?: boolean;
}

const dayMs = 24 * 3_600_000;

/**
 * Changes the setting where asked, then prints what blind reviews say of the parts that passed. @throws TouchstoneError
 * the API's.
 */
export async function showEscapes(station: string, options: EscapesOptions): Promise<void> {
  const { days, json = false } = options;
  const api = openApi(options);
  await changeSetting(api, station, options);
  const from = new Date(Date.now() - days * dayMs).toISOString();
  const asked = { path: { station }, query: { from } };
  const report = await api.get('/v1/stations/{station}/escapes', asked);
  process.stdout.write(`${json ? JSON.stringify(report) : escapesText(report)}\n`);
}

async function changeSetting(
  api: ApiClient,
  station: string,
  { perShift, risk }: Pick<EscapesOptions, 'perShift' | 'risk'>,
): Promise<void> {
  if (perShift === undefined && risk === undefined) return;
  const { settings } = await api.get('/v1/stations/{station}', { path: { station } });
  const escapes = {
    perShift: perShift ?? settings.escapes.perShift,
    risk: risk ?? settings.escapes.risk,
  };
  await api.patch('/v1/stations/{station}', { path: { station }, body: { escapes } });
}
